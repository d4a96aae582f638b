//! What proves a submission: the PDF of the application and of its receipt, both made of the snapshot alone, and the
//! public answer to a hash. The same snapshot gives the same bytes, so that a PDF made later is the one that counts.

use base::{Ctx, Lang, Problem, fmt, texts};
use base_db::Db;
use base_files::{Files, NewFile, StoredFile};
use base_letters::{Block, Column, Report};
use calls::Call;
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde_json::Value;
use uuid::Uuid;

use crate::model::{Application, Snapshot, SnapshotKind, received_text};
use crate::queries;
use crate::store::{application, snapshot, snapshot_file};
use crate::usecases::declare;

/// The job that makes the PDFs of a snapshot; its subject is the snapshot's id.
pub(crate) const PROOF_JOB: &str = "application-proof";

/// What anybody may learn who has a hash or the file itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub number: String,
    pub received_at: DateTime<Utc>,
    /// False where only the day is known.
    pub time_known: bool,
    pub call_code: String,
    pub call_title: String,
}

/// The submission that a SHA-256 (64 hex digits, blanks and capitals do not matter) stands for: of the data, of the
/// application's PDF or of the receipt's.
pub async fn find(db: &impl ConnectionTrait, lang: Lang, hash: &str) -> Result<Option<Proof>, Problem> {
    let hash: String = hash
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let found = snapshot::Entity::find()
        .filter(snapshot::Column::Sha256.eq(&hash))
        .order_by_asc(snapshot::Column::Id)
        .one(db)
        .await?;
    let found = match found {
        Some(found) => Some(found),
        None => match snapshot_file::Entity::find()
            .filter(snapshot_file::Column::Sha256.eq(&hash))
            .one(db)
            .await?
        {
            Some(file) => snapshot::Entity::find_by_id(file.snapshot_id).one(db).await?,
            None => None,
        },
    };
    let Some(found) = found else {
        return Ok(None);
    };
    let application = application::Entity::find_by_id(found.application_id)
        .one(db)
        .await?;
    let Some(application) = application else {
        return Ok(None);
    };
    // a test was handed in to nobody
    if crate::access::is_trial(&application) {
        return Ok(None);
    }
    let call = calls::call(db, application.call_id).await?;
    Ok(application.number.map(|number| Proof {
        number,
        received_at: found.received_at,
        time_known: found.time_known(),
        call_title: call.title(lang).to_owned(),
        call_code: call.code,
    }))
}

/// The work of [`PROOF_JOB`]: both PDFs.
pub(crate) async fn make(db: &Db, files: &Files, public_url: &str, id: Uuid) -> Result<(), Problem> {
    let snapshot = snapshot::Entity::find_by_id(id)
        .one(db.reader())
        .await?
        .ok_or(Problem::not_found("snapshot"))?;
    for kind in SnapshotKind::ALL {
        pdf(db, files, public_url, &snapshot, *kind).await?;
    }
    Ok(())
}

/// A PDF of a snapshot, made now if the job was not here yet.
pub(crate) async fn pdf(
    db: &Db,
    files: &Files,
    public_url: &str,
    snapshot: &Snapshot,
    kind: SnapshotKind,
) -> Result<StoredFile, Problem> {
    if let Some(file) = made(db.reader(), snapshot.id, kind).await? {
        return Ok(file);
    }
    let application = application::Entity::find_by_id(snapshot.application_id)
        .one(db.reader())
        .await?
        .ok_or(Problem::not_found("application"))?;
    let call = queries::call_of(db.reader(), &application).await?;
    let number = application.number.clone().unwrap_or_default();
    let content: Value = serde_json::from_str(&snapshot.content).map_err(Problem::broken)?;
    let authority = calls::programme(db.reader(), call.programme_id)
        .await?
        .authority
        .authority;
    let page = Printed {
        snapshot,
        content: &content,
        number: &number,
        call: &call,
        authority,
        verify: format!("{public_url}/verify"),
    };
    let report = match kind {
        SnapshotKind::Application => page.application(),
        SnapshotKind::Receipt => page.receipt(),
    };
    let pdf = base_letters::report_pdf(report, snapshot.received_at)
        .await
        .map_err(Problem::broken)?;
    let staged = files.stage(pdf.bytes.into()).await?;
    let ctx = Ctx::system(PROOF_JOB, db.now());
    let unit = db.write(&ctx).await?;
    // somebody who asked for it at the same moment may have been faster
    crate::store::save::lock(&unit, application.id).await?;
    if let Some(file) = made(unit.conn(), snapshot.id, kind).await? {
        return Ok(file);
    }
    let sha256 = staged.sha256().to_owned();
    let new = NewFile {
        name: file_name(kind, &number, snapshot.edition),
        media_type: "application/pdf".to_owned(),
        purpose: "submission",
        application_id: Some(application.id.0),
        bytes: Vec::new().into(),
    };
    let file = files.keep(&unit, new, staged).await?;
    let row = snapshot_file::Model {
        id: Uuid::now_v7(),
        snapshot_id: snapshot.id,
        kind,
        file_id: file.id,
        sha256,
    };
    snapshot_file::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await?;
    unit.commit().await?;
    Ok(file)
}

/// The cover sheet of a draft to be signed on paper (F8): what is applied for, and each declaration to be ticked by hand.
pub(crate) async fn cover_sheet(db: &Db, application: &Application) -> Result<Vec<u8>, Problem> {
    let reader = db.reader();
    let call = queries::call_of(reader, application).await?;
    let form = calls::form::load(reader, call.form_version).await?.definition;
    let answers = crate::answers::answers_of(reader, application).await?;
    let declarations: Vec<String> = declare::asked(&form, &answers, &call)
        .into_iter()
        .map(|field| format!("[   ] {}", field.label.get(Lang::De)))
        .collect();
    let authority = calls::programme(reader, call.programme_id).await?.authority;
    let lead = format!("{} ({})", application.lead_name, application.lead_key);
    let as_of = fmt::datetime(Lang::De, application.updated_at);
    let line = "_".repeat(40);
    let report = Report {
        title: format!("{} {}", t("applications-pdf-COVER_SHEET"), application.label()),
        subtitle: format!("{} – {}", call.code, call.title(Lang::De)),
        authority: authority.authority,
        date: fmt::date(Lang::De, base::calendar::local_date(db.now())),
        title_page: false,
        contents: false,
        blocks: vec![
            Block::key_values([
                (t("applications-lead"), lead),
                (t("applications-project"), application.title.clone()),
                (
                    t("applications-requested"),
                    fmt::money(Lang::De, application.requested),
                ),
                (t("applications-deadline"), call.deadline.text(Lang::De)),
                (t("applications-cover-sheet-as-of"), as_of),
            ]),
            Block::heading(1, t("applications-declarations")),
            Block::paragraph(t("applications-cover-sheet-tick")),
            Block::List {
                items: declarations,
                ordered: false,
            },
            Block::heading(1, t("applications-cover-sheet-signature")),
            Block::key_values(
                ["place", "name", "signed"]
                    .map(|part| (t(&format!("applications-cover-sheet-{part}")), line.clone())),
            ),
        ],
        language: "de".to_owned(),
    };
    let pdf = base_letters::report_pdf(report, db.now()).await;
    Ok(pdf.map_err(Problem::broken)?.bytes)
}

fn file_name(kind: SnapshotKind, number: &str, edition: i64) -> String {
    let name = texts::tr(Lang::De, &format!("applications-pdf-{kind}"));
    if edition > 1 {
        format!("{name} {number} ({edition}).pdf")
    } else {
        format!("{name} {number}.pdf")
    }
}

async fn made(
    db: &impl ConnectionTrait,
    snapshot: Uuid,
    kind: SnapshotKind,
) -> Result<Option<StoredFile>, Problem> {
    let row = snapshot_file::Entity::find()
        .filter(snapshot_file::Column::SnapshotId.eq(snapshot))
        .filter(snapshot_file::Column::Kind.eq(kind))
        .one(db)
        .await?;
    match row {
        Some(row) => base_files::find(db, row.file_id).await,
        None => Ok(None),
    }
}

/// One snapshot on paper, in German: the authority's language.
struct Printed<'a> {
    snapshot: &'a Snapshot,
    content: &'a Value,
    number: &'a str,
    call: &'a Call,
    authority: String,
    verify: String,
}

fn t(key: &str) -> String {
    texts::tr(Lang::De, key)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn money(value: &Value) -> String {
    value
        .as_i64()
        .map(|cents| fmt::money(Lang::De, base::Cents(cents)))
        .unwrap_or_default()
}

fn date(value: &Value) -> String {
    value
        .as_str()
        .and_then(|date| date.parse().ok())
        .map(|date| fmt::date(Lang::De, date))
        .unwrap_or_default()
}

/// A hash in groups that a line can break between; [`find`] takes it back like that.
fn grouped(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().collect();
    let groups: Vec<String> = digits.chunks(8).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

fn rows(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

impl Printed<'_> {
    fn report(&self, title: &str, blocks: Vec<Block>) -> Report {
        Report {
            title: format!("{} {}", t(title), self.number),
            subtitle: format!("{} – {}", self.call.code, self.call.title(Lang::De)),
            authority: self.authority.clone(),
            date: fmt::date(Lang::De, base::calendar::local_date(self.snapshot.received_at)),
            title_page: false,
            contents: false,
            blocks,
            language: "de".to_owned(),
        }
    }

    fn receipt(&self) -> Report {
        let deadline = &self.call.deadline;
        let is_late = !self.snapshot.was_on_time() && !deadline.is_met_by(self.snapshot.received_at);
        let key = if is_late {
            "applications-receipt-late"
        } else {
            "applications-receipt-in-time"
        };
        let mut blocks = vec![
            Block::key_values(self.head()),
            Block::paragraph(t(key)),
            Block::paragraph(t("applications-receipt-promise")),
        ];
        blocks.extend(self.attachments());
        blocks.push(Block::note(
            t("applications-proof-how"),
            texts::tr_with(
                Lang::De,
                "applications-proof-how-text",
                &[
                    ("address", &self.verify),
                    ("hash", &grouped(&self.snapshot.sha256)),
                ],
            ),
        ));
        self.report("applications-pdf-RECEIPT", blocks)
    }

    fn head(&self) -> Vec<(String, String)> {
        vec![
            (t("applications-number"), self.number.to_owned()),
            (
                t("applications-received"),
                received_text(Lang::De, self.snapshot.received_at, self.snapshot.time_known()),
            ),
            (t("applications-deadline"), self.call.deadline.text(Lang::De)),
            (t("applications-lead"), text(&self.content["lead"]["name"])),
            (t("applications-key"), text(&self.content["lead"]["key"])),
            (t("applications-project"), text(&self.content["title"])),
            (t("applications-hash"), grouped(&self.snapshot.sha256)),
        ]
    }

    fn application(&self) -> Report {
        let content = self.content;
        let contact = &content["contact"];
        let mut blocks = vec![
            Block::key_values(self.head()),
            Block::heading(1, t("applications-part-contact")),
            Block::key_values([
                (t("applications-contact-name"), text(&contact["name"])),
                (t("applications-contact-role"), text(&contact["role"])),
                (t("applications-contact-email"), text(&contact["email"])),
                (t("applications-contact-phone"), text(&contact["phone"])),
            ]),
            Block::heading(1, t("applications-part-project")),
            Block::paragraph(text(&content["summary"])),
            Block::key_values([
                (t("applications-project-from"), date(&content["project_from"])),
                (t("applications-project-until"), date(&content["project_until"])),
                (t("applications-requested"), money(&content["requested_cents"])),
            ]),
        ];
        blocks.extend(self.answers());
        blocks.extend(self.parties());
        blocks.extend(self.plan());
        blocks.extend(self.attachments());
        blocks.extend(self.declared());
        let remark = text(&content["remark"]);
        if !remark.is_empty() {
            blocks.push(Block::heading(1, t("applications-remark")));
            blocks.push(Block::paragraph(remark));
        }
        self.report("applications-pdf-APPLICATION", blocks)
    }

    /// Who declared what, when and how; snapshots older than that say only what.
    fn declared(&self) -> Vec<Block> {
        let mut blocks = vec![Block::heading(1, t("applications-declarations"))];
        let acts = self.snapshot.declared();
        for act in &acts {
            let at = fmt::datetime(Lang::De, act.at);
            let by = texts::tr_with(
                Lang::De,
                &format!("applications-declared-by-{}", act.how),
                &[("name", &act.name), ("at", &at)],
            );
            blocks.push(Block::paragraph(by));
            blocks.push(Block::List {
                items: act.items.iter().map(|item| item.text.clone()).collect(),
                ordered: false,
            });
        }
        if !acts.is_empty() {
            return blocks;
        }
        let declared = self.content["declarations"].as_object();
        let declared = declared.into_iter().flatten().map(|(name, given)| {
            let key = format!("applications-declare-{}", name.replace('_', "-"));
            let given = if given.as_bool() == Some(true) {
                "applications-yes"
            } else {
                "applications-no"
            };
            (t(&key), t(given))
        });
        blocks.push(Block::key_values(declared));
        blocks
    }

    /// The form's answers: sections of label and value, as they were shown.
    fn answers(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for section in rows(&self.content["form"]["printed"]) {
            blocks.push(Block::heading(1, text(&section["heading"])));
            let lines = rows(&section["fields"]).map(|field| (text(&field["label"]), text(&field["value"])));
            blocks.push(Block::key_values(lines));
        }
        blocks
    }

    fn parties(&self) -> Vec<Block> {
        let mut lines = Vec::new();
        for party in rows(&self.content["parties"]) {
            lines.push(vec![
                t(&format!("applications-role-{}", text(&party["role"]))),
                format!("{} ({})", text(&party["name"]), text(&party["key"])),
                text(&party["task"]),
                money(&party["share_cents"]),
                party["confirmed_at"]
                    .as_str()
                    .and_then(|at| at.parse::<DateTime<Utc>>().ok())
                    .map(|at| fmt::datetime(Lang::De, at))
                    .unwrap_or_default(),
            ]);
        }
        let columns = vec![
            Column::left(t("applications-role")),
            Column::left(t("applications-body")),
            Column::left(t("applications-partner-task")),
            Column::right(t("applications-share")),
            Column::left(t("applications-partner-state-CONFIRMED")),
        ];
        table("applications-part-parties", columns, lines)
    }

    fn plan(&self) -> Vec<Block> {
        let plan = &self.content["plan"];
        let mut lines = Vec::new();
        for item in rows(&plan["items"]) {
            lines.push(vec![
                item["year"].to_string(),
                t(&format!("applications-plan-kind-{}", text(&item["kind"]))),
                money(&item["cents"]),
            ]);
        }
        let columns = vec![
            Column::left(t("applications-plan-year")),
            Column::left(t("applications-plan-kind")),
            Column::right(t("applications-grant-amount")),
        ];
        let mut blocks = table("applications-plan-title", columns, lines);
        let grants = rows(&plan["other_grants"]).map(|grant| {
            let of = format!("{} {}", text(&grant["provider"]), text(&grant["programme"]));
            (of.trim().to_owned(), money(&grant["cents"]))
        });
        let grants: Vec<_> = grants.collect();
        if !grants.is_empty() {
            blocks.push(Block::heading(2, t("applications-other-grants")));
            blocks.push(Block::key_values(grants));
        }
        blocks
    }

    fn attachments(&self) -> Vec<Block> {
        let lines = rows(&self.content["attachments"])
            .map(|one| {
                vec![
                    text(&one["name"]),
                    text(&one["label"]),
                    grouped(&text(&one["sha256"])),
                ]
            })
            .collect();
        let columns = vec![
            Column::left(t("applications-file")),
            Column::left(t("applications-attach-label")),
            Column::left("SHA-256"),
        ];
        table("applications-attachments", columns, lines)
    }
}

fn table(title: &str, columns: Vec<Column>, lines: Vec<Vec<String>>) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    vec![
        Block::heading(1, t(title)),
        Block::Table {
            caption: t(title),
            columns,
            rows: lines,
            footer: None,
        },
    ]
}
