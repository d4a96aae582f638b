//! What both letters share: letterhead, address, dates and amounts as they are printed.

use applications::Application;
use base::{Cents, Lang, fmt};
use base_letters::{Letter, Letterhead, amount_in_words_de};
use calls::Programme;
use chrono::NaiveDate;
use municipalities::Body;

use super::Facts;

/// Under the name of who signs a notice.
pub(super) const NOTICE_WITHOUT_SIGNATURE: &str = "Dieser Bescheid wurde elektronisch erlassen und ist mit der Wiedergabe \
     des Namens ohne Unterschrift gültig (§\u{a0}37 Abs.\u{a0}3 LVwVfG).";
/// Under any other letter.
pub(super) const LETTER_WITHOUT_SIGNATURE: &str =
    "Dieses Schreiben wurde elektronisch erstellt und ist ohne Unterschrift gültig.";

pub(super) fn date(day: NaiveDate) -> String {
    fmt::date(Lang::De, day)
}

pub(super) fn money(amount: Cents) -> String {
    fmt::money(Lang::De, amount)
}

/// `40.000,00 € (in Worten: vierzigtausend Euro)`
pub(super) fn money_and_words(amount: Cents) -> String {
    format!("{} (in Worten: {})", money(amount), amount_in_words_de(amount.0))
}

/// `Ministerium für …, Referat 52`
pub(super) fn office(facts: &Facts) -> String {
    let authority = &facts.programme.authority;
    joined(&[&authority.authority, &authority.department])
}

/// Street and place of the grantee; the place alone where the register knows no street.
pub(super) fn address(facts: &Facts) -> String {
    address_of(&facts.body)
}

pub(super) fn address_of(body: &Body) -> String {
    let place = match (&body.postcode, &body.place) {
        (Some(postcode), Some(place)) => format!("{postcode} {place}"),
        (Some(postcode), None) => format!("{postcode} {}", body.name),
        (None, _) => String::new(),
    };
    joined(&[body.street.as_deref().unwrap_or_default(), &place])
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// Where it is carried out: partners and places of action, else the grantee itself.
pub(super) fn places(facts: &Facts) -> String {
    let others = facts
        .parties
        .iter()
        .filter(|party| party.role != applications::PartyRole::Lead);
    let names: Vec<&str> = others.map(|party| party.name.as_str()).collect();
    if names.is_empty() {
        return facts.body.official_name.clone();
    }
    format!("{}, {}", facts.body.official_name, names.join(", "))
}

/// Who writes to whom, about which case, on which day.
pub(super) struct Sender<'a> {
    pub programme: &'a Programme,
    pub body: &'a Body,
    pub reference: &'a str,
    pub contact: &'a str,
    pub signatory: &'a str,
    pub today: NaiveDate,
}

/// The frame of a letter of today to the grantee.
pub(super) fn frame(facts: &Facts) -> Letter {
    framed(&Sender {
        programme: &facts.programme,
        body: &facts.body,
        reference: &facts.grant.number,
        contact: &facts.contact,
        signatory: &facts.signatory,
        today: facts.today,
    })
}

/// Letterhead, address and signature; no words of its own.
pub(super) fn framed(sender: &Sender<'_>) -> Letter {
    let authority = &sender.programme.authority;
    let place = format!("{} {}", authority.postcode, authority.place)
        .trim()
        .to_owned();
    let mut recipient_lines = vec![sender.body.official_name.clone()];
    recipient_lines.extend(address_of(sender.body).split(", ").map(str::to_owned));
    Letter {
        letterhead: Letterhead {
            logo_text: "Baden-Württemberg".to_owned(),
            authority: authority.authority.clone(),
            department: authority.department.clone(),
            street: authority.street.clone(),
            postcode_place: place.clone(),
            phone: authority.phone.clone(),
            email: authority.email.clone(),
            web: authority.web.clone(),
        },
        sender_line: joined(&[&authority.authority, &authority.street, &place]),
        recipient_lines,
        reference: sender.reference.to_owned(),
        contact: sender.contact.to_owned(),
        place: authority.place.clone(),
        our_date: date(sender.today),
        salutation: "Sehr geehrte Damen und Herren,".to_owned(),
        closing: "Mit freundlichen Grüßen".to_owned(),
        signatory_name: sender.signatory.to_owned(),
        signatory_role: "Referatsleitung".to_owned(),
        language: "de".to_owned(),
        ..Letter::default()
    }
}

/// `auf Ihren Antrag vom 06.03.2026`; without the date where it was never known.
pub(super) fn on_your_application(facts: &Facts) -> String {
    on_application(&facts.application)
}

pub(super) fn on_application(application: &Application) -> String {
    match application.received_at {
        Some(at) => format!("auf Ihren Antrag vom {}", date(base::calendar::local_date(at))),
        None => "auf Ihren Antrag".to_owned(),
    }
}

/// ` (Antrag vom 06.03.2026)`; nothing where the day was never known.
pub(super) fn application_of(facts: &Facts) -> String {
    let received = facts.application.received_at;
    received.map_or_else(String::new, |at| {
        format!(" (Antrag vom {})", date(base::calendar::local_date(at)))
    })
}

/// `einer Woche`, `vier Wochen`, `16 Wochen`
pub(super) fn weeks(count: i64) -> String {
    match count {
        1 => "einer Woche".to_owned(),
        _ => format!("{} Wochen", counted(count)),
    }
}

/// `einem Monat`, `zwei Monaten`, `18 Monaten`
pub(super) fn months(count: i64) -> String {
    match count {
        1 => "einem Monat".to_owned(),
        _ => format!("{} Monaten", counted(count)),
    }
}

/// Up to twelve in words.
fn counted(count: i64) -> String {
    const WORDS: [&str; 11] = [
        "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    ];
    let word = usize::try_from(count - 2).ok().and_then(|place| WORDS.get(place));
    word.map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// The person's further conditions, one per line.
pub(super) fn further_conditions(facts: &Facts) -> impl Iterator<Item = String> {
    facts
        .grant
        .conditions
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
}

/// Mandatory parts of either letter that are empty, by name. Those of the frame are named by the letter itself.
pub(super) fn missing(facts: &Facts) -> Vec<&'static str> {
    let grant = &facts.grant;
    let blank = |text: &str| text.trim().is_empty();
    [
        ("grantee", blank(&facts.body.official_name)),
        ("title", blank(&grant.title)),
        ("purpose", blank(&grant.purpose)),
        ("objectives", blank(&grant.objectives)),
        ("amount", grant.amount.0 <= 0),
        ("tranches", facts.tranches.is_empty()),
        ("contact", blank(&facts.contact)),
    ]
    .into_iter()
    .filter_map(|(part, is_missing)| is_missing.then_some(part))
    .collect()
}
