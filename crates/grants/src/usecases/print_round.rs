//! The letters of a round that go by post, as one document behind the list of their addresses. What is printed are the letters
//! as they were issued: their frozen words, set once more.

use applications::ApplicationId;
use base::{Ctx, Lang, Problem};
use base_letters::{Batch, Block, Column, Letter, Pdf};
use calls::Call;
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use serde::Deserialize;

use super::issue::refused;
use crate::model::{Channel, NoticeKind};
use crate::{access, queries};

/// Letters of one document at most: more come in further volumes, so that none takes the typesetter for minutes.
pub const VOLUME: usize = 100;

/// One letter for the post, as it stands on the list.
#[derive(Debug, Clone)]
pub struct Posted {
    pub application_id: ApplicationId,
    pub number: String,
    pub name: String,
    /// Street, postcode and place.
    pub address: Vec<String>,
    pub sent_on: Option<NaiveDate>,
    pub pages: i64,
    pub letter: Letter,
}

/// What of a filed notice is needed here.
#[derive(Deserialize)]
struct Content {
    letter: Letter,
}

/// The letters of this kind in a call that went out by post, in the order of the address list (name, number), as far as the
/// person sees the cases. Office only. Error: not found, denied.
pub async fn posted(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    kind: NoticeKind,
) -> Result<Vec<Posted>, Problem> {
    calls::access::require(ctx, call, access::OFFICE)?;
    let mut all = match kind {
        NoticeKind::Award | NoticeKind::Agreement => of_grants(conn, ctx, call, kind).await?,
        NoticeKind::Rejection | NoticeKind::PartialOffer => of_cases(conn, ctx, call, kind).await?,
        _ => Vec::new(), // single letters, not a round
    };
    all.sort_by(|left, right| (&left.name, &left.number).cmp(&(&right.name, &right.number)));
    Ok(all)
}

async fn of_grants(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    kind: NoticeKind,
) -> Result<Vec<Posted>, Problem> {
    let mut grants = queries::of_call(conn, ctx, call.id, &[]).await?;
    grants.retain(|grant| grant.channel == Some(Channel::Post));
    let ids: Vec<_> = grants.iter().map(|grant| grant.id).collect();
    let notices = queries::notices(conn, &ids, kind).await?;
    let mut all = Vec::new();
    for grant in grants {
        if let Some(notice) = notices.get(&grant.id) {
            let letter = letter(&notice.content)?;
            all.push(Posted::of(
                (grant.application_id, grant.number),
                grant.sent_on,
                notice.pages,
                letter,
            ));
        }
    }
    Ok(all)
}

async fn of_cases(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    kind: NoticeKind,
) -> Result<Vec<Posted>, Problem> {
    let mut notices = queries::case_notices(conn, call.id, &[kind]).await?;
    notices.retain(|notice| notice.channel == Channel::Post);
    let cases = applications::of_call(conn, ctx, call.id, &[]).await?;
    let mut all = Vec::new();
    for notice in notices {
        if let Some(case) = cases.iter().find(|case| case.id == notice.application_id) {
            let letter = letter(&notice.content)?;
            let number = case.label().to_owned();
            all.push(Posted::of(
                (case.id, number),
                Some(notice.sent_on),
                notice.pages,
                letter,
            ));
        }
    }
    Ok(all)
}

fn letter(content: &str) -> Result<Letter, Problem> {
    let content: Content = serde_json::from_str(content).map_err(Problem::broken)?;
    Ok(content.letter)
}

impl Posted {
    fn of(
        (application_id, number): (ApplicationId, String),
        sent_on: Option<NaiveDate>,
        pages: i64,
        letter: Letter,
    ) -> Self {
        let mut lines = letter.recipient_lines.clone().into_iter();
        Self {
            application_id,
            number,
            name: lines.next().unwrap_or_default(),
            address: lines.collect(),
            sent_on,
            pages,
            letter,
        }
    }
}

/// One volume of a round, the first is 1. In German, as its letters are. Error: not found when there is no such volume.
pub async fn print(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    kind: NoticeKind,
    volume: usize,
) -> Result<Pdf, Problem> {
    let all = posted(conn, ctx, call, kind).await?;
    let volumes = all.len().div_ceil(VOLUME);
    let chunk = all
        .chunks(VOLUME)
        .nth(volume.saturating_sub(1))
        .ok_or(Problem::not_found("letters"))?;
    let programme = calls::programme(conn, call.programme_id).await?;
    let what = match kind {
        NoticeKind::Award => "Zuwendungsbescheide",
        NoticeKind::Agreement => "Zusagen",
        NoticeKind::Rejection => "Ablehnungen",
        _ => "Angebote von Teilbeträgen",
    };
    let part = if volumes > 1 {
        format!(", Teil {volume} von {volumes}")
    } else {
        String::new()
    };
    let batch = Batch {
        title: format!("{what} {}{part}", call.code),
        authority: programme.authority.authority,
        cover: cover(chunk, (volume.saturating_sub(1)) * VOLUME),
        letters: chunk.iter().map(|posted| posted.letter.clone()).collect(),
        language: Lang::De.code().to_owned(),
    };
    base_letters::batch_pdf(batch, ctx.now)
        .await
        .map_err(|error| refused(ctx.lang, error))
}

fn cover(chunk: &[Posted], before: usize) -> Vec<Block> {
    let rows = chunk.iter().enumerate().map(|(index, posted)| {
        vec![
            (before + index + 1).to_string(),
            posted.number.clone(),
            posted.name.clone(),
            posted.address.join("\n"),
            posted.pages.to_string(),
        ]
    });
    let pages: i64 = chunk.iter().map(|posted| posted.pages).sum();
    vec![
        Block::paragraph(format!(
            "{} Schreiben in der Reihenfolge dieser Liste.",
            chunk.len()
        )),
        Block::Table {
            caption: "Anschriften".to_owned(),
            columns: vec![
                Column::right("Nr."),
                Column::left("Aktenzeichen"),
                Column::left("Empfänger"),
                Column::left("Anschrift"),
                Column::right("Seiten"),
            ],
            rows: rows.collect(),
            footer: Some(vec![
                String::new(),
                String::new(),
                String::new(),
                "Summe".to_owned(),
                pages.to_string(),
            ]),
        },
    ]
}
