//! Conflicts that the data suggest (handbook 4.3): ties of a person to a party of the application, to its district or
//! association, or to its members; earlier facilitation; the same mail domain.

use std::collections::{HashMap, HashSet};

use applications::{Application, ApplicationId};
use base::{PersonId, Problem};
use chrono::{Months, NaiveDate};
use municipalities::{Body, BodyId};
use sea_orm::ConnectionTrait;

use crate::model::{Basis, District, Hint, Nearness};
use crate::store;

/// Ties that ended longer ago do not count; facilitation always does, it was work on the matter (§ 20 LVwVfG).
const AFTERMATH: Months = Months::new(36);

/// Mail providers that say nothing about where somebody works.
const PUBLIC_MAIL: &[&str] = &[
    "aol.com",
    "arcor.de",
    "freenet.de",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "hotmail.de",
    "icloud.com",
    "live.de",
    "mail.de",
    "mailbox.org",
    "me.com",
    "online.de",
    "outlook.com",
    "outlook.de",
    "posteo.de",
    "t-online.de",
    "web.de",
    "yahoo.com",
    "yahoo.de",
];

/// A tie of a person to a body; `until_on` is its last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tie {
    pub basis: Basis,
    pub body: BodyId,
    pub until_on: Option<NaiveDate>,
}

impl Tie {
    fn counts(&self, today: NaiveDate) -> bool {
        let recent = |until: NaiveDate| until.checked_add_months(AFTERMATH).is_none_or(|end| today <= end);
        self.basis == Basis::Facilitator || self.until_on.is_none_or(recent)
    }
}

/// How near `tie` is to `party`: the same body, the party's district or association, or a member of the party.
/// Neighbours in one district are no relatives, and a group interest excludes nobody (§ 20 Abs. 1 S. 3 LVwVfG).
pub(crate) fn nearness(tie: &Body, party: &Body) -> Option<Nearness> {
    let above = |high: &Body, low: &Body| {
        low.district_key.as_ref() == Some(&high.key) || low.association_key.as_ref() == Some(&high.key)
    };
    if tie.id == party.id {
        Some(Nearness::Same)
    } else if above(tie, party) {
        Some(Nearness::Above)
    } else if above(party, tie) {
        Some(Nearness::Below)
    } else {
        None
    }
}

/// The domain of an address, unless it is a public provider's.
pub(crate) fn own_domain(email: &str) -> Option<String> {
    let (_, domain) = email.rsplit_once('@')?;
    let domain = domain.trim().to_lowercase();
    (!domain.is_empty() && !PUBLIC_MAIL.contains(&domain.as_str())).then_some(domain)
}

/// What is known of persons and applications, to compare each with each in memory.
pub(crate) struct Ground {
    ties: HashMap<PersonId, Vec<Tie>>,
    emails: HashMap<PersonId, String>,
    bodies: HashMap<BodyId, Body>,
    parties: HashMap<ApplicationId, Vec<BodyId>>,
    dismissed: HashMap<(ApplicationId, PersonId), Vec<crate::Dismissal>>,
    today: NaiveDate,
}

impl Ground {
    /// A handful of statements, however many persons and applications.
    pub(crate) async fn load(
        db: &impl ConnectionTrait,
        today: NaiveDate,
        persons: &[PersonId],
        applications: &[ApplicationId],
    ) -> Result<Self, Problem> {
        let mut ties: HashMap<PersonId, Vec<Tie>> = HashMap::new();
        for declared in store::interest::of_persons(db, persons).await? {
            ties.entry(declared.person_id).or_default().push(Tie {
                basis: declared.basis,
                body: declared.body_id,
                until_on: declared.until_on,
            });
        }
        for noted in people::affiliations(db, persons).await? {
            let basis = match noted.kind.as_str() {
                "FACILITATOR" => Basis::Facilitator,
                _ => Basis::Affiliation,
            };
            ties.entry(noted.person).or_default().push(Tie {
                basis,
                body: BodyId(noted.body_id),
                until_on: noted.until_on,
            });
        }
        let recipients = people::recipients(db, persons).await?;
        let emails = recipients
            .into_iter()
            .filter_map(|one| Some((one.person_id?, one.email)))
            .collect();
        let parties: HashMap<ApplicationId, Vec<BodyId>> = applications::parties(db, applications)
            .await?
            .into_iter()
            .map(|(id, parties)| (id, parties.into_iter().map(|party| party.body_id).collect()))
            .collect();
        let mut wanted: Vec<BodyId> = parties.values().flatten().copied().collect();
        wanted.extend(ties.values().flatten().map(|tie| tie.body));
        wanted.sort_unstable();
        wanted.dedup();
        let mut bodies = HashMap::new();
        for chunk in wanted.chunks(1_000) {
            bodies.extend(municipalities::bodies(db, chunk).await?);
        }
        let mut dismissed: HashMap<(ApplicationId, PersonId), Vec<crate::Dismissal>> = HashMap::new();
        for one in store::dismissal::of_persons(db, persons).await? {
            dismissed
                .entry((one.application_id, one.person_id))
                .or_default()
                .push(one);
        }
        Ok(Self {
            ties,
            emails,
            bodies,
            parties,
            dismissed,
            today,
        })
    }

    /// What speaks against this person for this application, the nearest first; set aside ones included.
    pub(crate) fn hints(&self, case: &Application, person: PersonId) -> Vec<Hint> {
        let mut hints = Vec::new();
        let mut seen = HashSet::new();
        let mut note = |basis: Basis, nearness: Nearness, subject: String, name: &str| {
            if seen.insert((basis, subject.clone())) {
                hints.push(Hint {
                    application_id: case.id,
                    person_id: person,
                    basis,
                    nearness,
                    name: name.to_owned(),
                    dismissed: self.dismissal(case.id, person, basis, &subject),
                    subject,
                });
            }
        };
        let parties: Vec<&Body> = self
            .parties
            .get(&case.id)
            .into_iter()
            .flatten()
            .filter_map(|id| self.bodies.get(id))
            .collect();
        for tie in self.ties.get(&person).into_iter().flatten() {
            let Some(body) = self.bodies.get(&tie.body).filter(|_| tie.counts(self.today)) else {
                continue;
            };
            let nearest = parties.iter().filter_map(|party| nearness(body, party)).min();
            if let Some(nearest) = nearest {
                note(tie.basis, nearest, body.id.to_string(), &body.official_name);
            }
        }
        if let Some(domain) = self.emails.get(&person).and_then(|email| own_domain(email)) {
            let of_case = own_domain(&case.contact_email);
            let of_body = |party: &&&Body| {
                let email = party.email.as_deref();
                email.and_then(own_domain).as_ref() == Some(&domain)
            };
            if of_case.as_ref() == Some(&domain) || parties.iter().any(|party| of_body(&party)) {
                note(Basis::Domain, Nearness::Same, domain.clone(), &domain);
            }
        }
        hints.sort_by_key(|hint| hint.nearness);
        hints
    }

    /// Whether something speaks against the pair that nobody has set aside.
    pub(crate) fn is_open(&self, case: &Application, person: PersonId) -> bool {
        self.hints(case, person)
            .iter()
            .any(|hint| hint.dismissed.is_none())
    }

    fn dismissal(
        &self,
        application: ApplicationId,
        person: PersonId,
        basis: Basis,
        subject: &str,
    ) -> Option<crate::Dismissal> {
        let of_pair = self.dismissed.get(&(application, person))?;
        of_pair
            .iter()
            .find(|one| one.basis == basis && one.subject == subject)
            .cloned()
    }

    /// Whether the person lives or works in the applicant's district.
    pub(crate) fn district(&self, case: &Application, person: PersonId) -> District {
        let near = [Basis::Home, Basis::Employer, Basis::Board];
        let mut own = self
            .ties
            .get(&person)
            .into_iter()
            .flatten()
            .filter(|tie| near.contains(&tie.basis) && tie.counts(self.today))
            .filter_map(|tie| self.bodies.get(&tie.body)?.district_key.as_ref())
            .peekable();
        let Some(of_case) = case.district_key.as_ref().filter(|_| own.peek().is_some()) else {
            return District::Unknown;
        };
        if own.any(|key| key == of_case) {
            District::Same
        } else {
            District::Other
        }
    }
}

#[cfg(test)]
mod tests;
