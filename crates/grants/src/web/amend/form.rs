//! Asking for an amendment: one request with one or several typed wishes.

use axum::extract::Path;
use base::{Problem, Text};
use base_web::view::{Choice, Field, Form, Page};
use base_web::{FormData, Reply, Upload, Visit};
use municipalities::BodyId;
use uuid::Uuid;

use super::super::id;
use crate::model::{Amendment, AmendmentKind, Change, GrantId, PlanAmount, ShareBasis, YearAmount};
use crate::queries;
use crate::usecases::amend::{self, AmendmentFile, DraftAmendment, Options};

/// Characters of a text of a notice at most.
const MAX: usize = 4_000;
const ACCEPT: &str = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png";

/// What is being written: a new request, or a draft.
struct Writing {
    options: Options,
    draft: Option<Amendment>,
}

impl Writing {
    async fn of(visit: &Visit, grant: GrantId, draft: Option<Amendment>) -> Result<Self, Problem> {
        let db = visit.app.db.reader();
        let known = draft.as_ref().map(|draft| draft.id);
        Ok(Self {
            options: amend::options(db, &visit.ctx, grant, known).await?,
            draft,
        })
    }

    fn href(&self) -> String {
        match &self.draft {
            Some(draft) => format!("{}/edit", super::path(draft)),
            None => format!("/grants/{}/amendments/new", self.options.grant.id),
        }
    }

    fn offered(&self) -> impl Iterator<Item = AmendmentKind> {
        let hidden = |kind: &AmendmentKind| self.options.hidden.iter().any(|(other, _)| other == kind);
        AmendmentKind::ALL
            .iter()
            .copied()
            .filter(move |kind| !hidden(kind))
    }
}

pub(in super::super) async fn new(visit: Visit, Path(grant): Path<String>) -> Reply {
    let writing = Writing::of(&visit, id(&grant)?, None).await?;
    let data = typed(&writing, "", &[]);
    visit.page(page(&visit, &writing, form(&visit, &writing).fill(&data)))
}

pub(in super::super) async fn create(visit: Visit, Path(grant): Path<String>, upload: Upload) -> Reply {
    let writing = Writing::of(&visit, id(&grant)?, None).await?;
    write(visit, writing, upload).await
}

pub(in super::super) async fn edit(visit: Visit, Path((grant, amendment)): Path<(String, String)>) -> Reply {
    let (draft, grant, _) = super::seen(&visit, &grant, &amendment).await?;
    let changes = queries::changes_of(visit.app.db.reader(), draft.id).await?;
    let writing = Writing::of(&visit, grant.id, Some(draft.clone())).await?;
    let data = typed(&writing, &draft.reason, &changes);
    visit.page(page(&visit, &writing, form(&visit, &writing).fill(&data)))
}

pub(in super::super) async fn save(
    visit: Visit,
    Path((grant, amendment)): Path<(String, String)>,
    upload: Upload,
) -> Reply {
    let (draft, grant, _) = super::seen(&visit, &grant, &amendment).await?;
    let writing = Writing::of(&visit, grant.id, Some(draft)).await?;
    write(visit, writing, upload).await
}

async fn write(visit: Visit, writing: Writing, upload: Upload) -> Reply {
    let done = async {
        let (reason, changes) = read(&visit, &writing, &upload.form).await?;
        let file = upload.files.into_iter().find(|file| file.field == "file");
        let version = upload.form.read().version();
        let command = DraftAmendment {
            grant: writing.options.grant.id,
            amendment: writing.draft.as_ref().map(|draft| (draft.id, version)),
            reason,
            changes,
            file: file.map(|file| AmendmentFile {
                name: file.name,
                bytes: file.bytes,
            }),
        };
        amend::draft_amendment(&visit.app.db, &visit.app.files, &visit.ctx, command).await
    };
    match done.await {
        Ok(amendment) => visit.done(&super::path(&amendment), "grants-done-amend-drafted"),
        Err(problem) => {
            let form = form(&visit, &writing).fill(&upload.form).problem(&problem);
            visit.again(problem, |_| page(&visit, &writing, form))
        }
    }
}

/// What stands in the form before anything was typed: the award as it is, or the draft.
fn typed(writing: &Writing, reason: &str, changes: &[Change]) -> FormData {
    let terms = &writing.options.terms;
    let mut data = FormData::default().with("reason", reason);
    for change in changes {
        data = data.with("kinds", change.kind());
    }
    let find = |kind| changes.iter().find(|change| change.kind() == kind);
    let until_on = match find(AmendmentKind::Time) {
        Some(Change::Time { until_on }) => *until_on,
        _ => terms.until_on,
    };
    data = data.with("until_on", until_on);
    if let Some(Change::AmountDown { amount, eligible }) = find(AmendmentKind::AmountDown) {
        data = data.with("amount", amount.plain_de());
        if let Some(eligible) = eligible {
            data = data.with("eligible", eligible.plain_de());
        }
    }
    let years: Vec<YearAmount> = match find(AmendmentKind::TrancheShift) {
        Some(Change::TrancheShift { tranches }) => tranches.clone(),
        _ => {
            let parts = terms.tranches.iter().map(|account| account.tranche);
            let of = |part: crate::model::Tranche| YearAmount {
                year: part.year,
                kind: part.kind,
                amount: part.amount,
            };
            parts.map(of).collect()
        }
    };
    for part in years {
        data = data.with(&year_field(part.year, part.kind), part.amount.plain_de());
    }
    let plan = match find(AmendmentKind::PlanShift) {
        Some(Change::PlanShift { items }) => items,
        _ => &terms.plan,
    };
    for item in plan {
        data = data.with(&format!("plan.{}", item.kind), item.amount.plain_de());
    }
    let (purpose, objectives) = match find(AmendmentKind::Scope) {
        Some(Change::Scope { purpose, objectives }) => (purpose, objectives),
        _ => (&terms.purpose, &terms.objectives),
    };
    data = data.with("purpose", purpose).with("objectives", objectives);
    match find(AmendmentKind::Partner) {
        Some(Change::Partner { join, leave, basis }) => {
            for body in leave {
                data = data.with("leave", body);
            }
            let join: Vec<String> = join.iter().map(ToString::to_string).collect();
            data.with("join", join.join("\n")).with("basis", basis)
        }
        _ => data.with("basis", ShareBasis::Equal),
    }
}

fn year_field(year: i64, kind: budget::PotKind) -> String {
    format!("tranche.{year}.{kind}")
}

async fn read(visit: &Visit, writing: &Writing, data: &FormData) -> Result<(String, Vec<Change>), Problem> {
    let mut read = data.read();
    let reason = read.required_long_text("reason", MAX);
    let mut changes = Vec::new();
    for kind in AmendmentKind::ALL {
        if !data.all("kinds").any(|ticked| ticked == kind.code()) {
            continue;
        }
        match kind {
            AmendmentKind::Time => {
                if let Some(until_on) = read.date("until_on") {
                    changes.push(Change::Time { until_on });
                }
            }
            AmendmentKind::AmountDown => changes.push(Change::AmountDown {
                amount: read.money("amount"),
                eligible: read.optional_money("eligible"),
            }),
            AmendmentKind::TrancheShift => {
                let mut tranches = Vec::new();
                for part in &writing.options.means {
                    let amount = read.optional_money(&year_field(part.year, part.kind));
                    if let Some(amount) = amount.filter(|amount| !amount.is_zero()) {
                        let (year, kind) = (part.year, part.kind);
                        tranches.push(YearAmount { year, kind, amount });
                    }
                }
                changes.push(Change::TrancheShift { tranches });
            }
            AmendmentKind::PlanShift => {
                let mut items = Vec::new();
                for kind in applications::PlanKind::ALL.iter().filter(|kind| kind.is_cost()) {
                    let amount = read.optional_money(&format!("plan.{kind}"));
                    if let Some(amount) = amount.filter(|amount| !amount.is_zero()) {
                        items.push(PlanAmount { kind: *kind, amount });
                    }
                }
                changes.push(Change::PlanShift { items });
            }
            AmendmentKind::Scope => changes.push(Change::Scope {
                purpose: read.required_long_text("purpose", MAX),
                objectives: read.required_long_text("objectives", MAX),
            }),
            AmendmentKind::Partner => {
                let leave = data.all("leave").filter_map(|body| body.parse::<Uuid>().ok());
                let leave = leave.map(BodyId).collect();
                let mut join = Vec::new();
                for line in data
                    .get("join")
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty())
                {
                    match body(visit, line).await? {
                        Ok(body) => join.push(body),
                        Err(text) => read.fail("join", text),
                    }
                }
                if let Some(basis) = read.choice::<ShareBasis>("basis") {
                    changes.push(Change::Partner { join, leave, basis });
                }
            }
        }
    }
    read.finish()?;
    if changes.is_empty() {
        return Err(Problem::field("kinds", Text::new("grants-amend-nothing")));
    }
    Ok((reason, changes))
}

/// A body by id (a draft that is edited), key or name.
async fn body(visit: &Visit, line: &str) -> Result<Result<BodyId, Text>, Problem> {
    match line.parse::<Uuid>() {
        Ok(id) => Ok(Ok(BodyId(id))),
        Err(_) => applications::queries::find_body(visit.app.db.reader(), line).await,
    }
}

fn page(visit: &Visit, writing: &Writing, form: Form) -> Page {
    let grant = &writing.options.grant;
    Page::new(visit.t("grants-amend-title"))
        .kicker(&grant.number)
        .lead(visit.t("grants-amend-lead"))
        .crumb(format!("/grants/{}", grant.id), &grant.number)
        .block(form)
}

fn form(visit: &Visit, writing: &Writing) -> Form {
    let t = |key: &str| visit.t(key);
    let version = writing.draft.as_ref().map_or(0, |draft| draft.version);
    let kinds: Vec<Choice> = writing
        .offered()
        .map(|kind| Choice::new(kind, t(&format!("grants-amend-kind-{kind}"))))
        .collect();
    let mut form = Form::upload(visit.lang(), writing.href())
        .hidden("version", version)
        .field(Field::checkboxes("kinds", t("grants-amend-kinds"), kinds).required());
    for (kind, why) in &writing.options.hidden {
        let kind = t(&format!("grants-amend-kind-{kind}"));
        form = form.field(Field::note(format!("{kind}: {}", visit.say(why))));
    }
    for kind in writing.offered() {
        form = form
            .field(Field::group(t(&format!("grants-amend-kind-{kind}"))))
            .fields(fields(visit, writing, kind));
    }
    form.field(Field::group(t("grants-amend-why")))
        .field(
            Field::textarea("reason", t("grants-amend-reason"), 5)
                .required()
                .max(MAX),
        )
        .field(Field::file("file", t("grants-amend-file"), ACCEPT))
        .submit(t("grants-amend-preview"))
        .cancel(
            t("grants-cancel"),
            format!("/grants/{}", writing.options.grant.id),
        )
}

fn fields(visit: &Visit, writing: &Writing, kind: AmendmentKind) -> Vec<Field> {
    let t = |key: &str| visit.t(key);
    let terms = &writing.options.terms;
    match kind {
        AmendmentKind::Time => {
            let hint = visit.tw("grants-amend-now-until", &[("day", &*visit.date(terms.until_on))]);
            vec![Field::date("until_on", t("grants-amend-until")).hint(hint)]
        }
        AmendmentKind::AmountDown => {
            let amount = visit.tw("grants-amend-now", &[("amount", &*visit.money(terms.amount))]);
            let eligible = visit.tw("grants-amend-now", &[("amount", &*visit.money(terms.eligible))]);
            vec![
                Field::money("amount", t("grants-amend-amount")).hint(amount),
                Field::money("eligible", t("grants-amend-eligible")).hint(eligible),
            ]
        }
        AmendmentKind::TrancheShift => {
            let field = |part: &crate::model::Tranche| {
                let label = format!("{} – {}", part.year, t(&format!("budget-kind-{}", part.kind)));
                Field::money(year_field(part.year, part.kind), label)
            };
            let mut fields = vec![Field::note(t("grants-amend-years-hint"))];
            fields.extend(writing.options.means.iter().map(field));
            fields
        }
        AmendmentKind::PlanShift => {
            let field = |kind: &applications::PlanKind| {
                let label = t(&format!("applications-plan-kind-{kind}"));
                Field::money(format!("plan.{kind}"), label)
            };
            let kinds = applications::PlanKind::ALL.iter().filter(|kind| kind.is_cost());
            let mut fields = vec![Field::note(t("grants-amend-plan-hint"))];
            fields.extend(kinds.map(field));
            fields
        }
        AmendmentKind::Scope => vec![
            Field::textarea("purpose", t("grants-purpose"), 5)
                .max(MAX)
                .hint(t("grants-german-hint")),
            Field::textarea("objectives", t("grants-objectives"), 5).max(MAX),
        ],
        AmendmentKind::Partner => {
            let partners = terms.shares.iter().skip(1);
            let partners: Vec<Choice> = partners
                .map(|share| Choice::new(share.body_id, &share.name))
                .collect();
            let bases = [ShareBasis::Equal, ShareBasis::Population]
                .map(|basis| Choice::new(basis, t(&format!("grants-share-basis-{basis}"))));
            let mut fields = Vec::new();
            if !partners.is_empty() {
                fields.push(Field::checkboxes("leave", t("grants-amend-leave"), partners));
            }
            fields.push(Field::textarea("join", t("grants-amend-join"), 3).hint(t("grants-amend-join-hint")));
            fields.push(Field::radio("basis", t("grants-share-basis"), bases.to_vec()));
            fields
        }
    }
}
