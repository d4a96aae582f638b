//! Who acts, when, and through which door. Every use case takes a [`Ctx`]; none reads the clock or a session.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Lang, PersonId, Problem, Text};

/// The roles of handbook 5. A person holds a role within a [`Scope`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(clippy::upper_case_acronyms)] // the abbreviations of the offices
pub enum Role {
    /// Bearbeitung Kommune: edits for a body.
    KE,
    /// Zeichnungsberechtigte Person der Kommune: signs for a body.
    KZ,
    /// Sachbearbeitung der Bewilligungsstelle.
    SB,
    /// Referatsleitung.
    RL,
    /// Beauftragte/r für den Haushalt (§ 9 LHO).
    BfdH,
    /// Bewertende/r of one call.
    AS,
    /// Mitglied der Steuerungsgruppe.
    SM,
    /// Vorsitz der Steuerungsgruppe.
    SV,
    /// Geschäftsstelle, Schriftführung.
    GS,
    /// Programmkoordination.
    PK,
    /// Prozessbegleiter/in: own engagements only.
    PB,
    /// Rechnungshof: reads everything, changes nothing.
    RH,
    /// Datenschutz.
    DS,
    /// Administration: the system, without case content.
    AD,
}

impl Role {
    /// All roles, in the order of handbook 5.
    pub const ALL: [Role; 14] = [
        Role::KE,
        Role::KZ,
        Role::SB,
        Role::RL,
        Role::BfdH,
        Role::AS,
        Role::SM,
        Role::SV,
        Role::GS,
        Role::PK,
        Role::PB,
        Role::RH,
        Role::DS,
        Role::AD,
    ];

    /// The stable short code, as stored and as used in texts (`role-SB`).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Role::KE => "KE",
            Role::KZ => "KZ",
            Role::SB => "SB",
            Role::RL => "RL",
            Role::BfdH => "BfdH",
            Role::AS => "AS",
            Role::SM => "SM",
            Role::SV => "SV",
            Role::GS => "GS",
            Role::PK => "PK",
            Role::PB => "PB",
            Role::RH => "RH",
            Role::DS => "DS",
            Role::AD => "AD",
        }
    }

    /// The role of a stored code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Where a role holds (architecture 4): KE/KZ a body; SB RL BfdH GS PK RH DS a programme; AS a call;
/// SM/SV a committee; PB the person itself; AD the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    System,
    Programme(Uuid),
    Call(Uuid),
    Committee(Uuid),
    Body(Uuid),
    Own,
}

impl Scope {
    /// The stored kind and id (`None` for system and own).
    #[must_use]
    pub fn parts(self) -> (&'static str, Option<Uuid>) {
        match self {
            Scope::System => ("system", None),
            Scope::Programme(id) => ("programme", Some(id)),
            Scope::Call(id) => ("call", Some(id)),
            Scope::Committee(id) => ("committee", Some(id)),
            Scope::Body(id) => ("body", Some(id)),
            Scope::Own => ("own", None),
        }
    }

    /// The scope of a stored kind and id.
    #[must_use]
    pub fn from_parts(kind: &str, id: Option<Uuid>) -> Option<Scope> {
        match (kind, id) {
            ("system", None) => Some(Scope::System),
            ("own", None) => Some(Scope::Own),
            ("programme", Some(id)) => Some(Scope::Programme(id)),
            ("call", Some(id)) => Some(Scope::Call(id)),
            ("committee", Some(id)) => Some(Scope::Committee(id)),
            ("body", Some(id)) => Some(Scope::Body(id)),
            _ => None,
        }
    }
}

/// One role in one scope, held in person or as a deputy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment {
    pub role: Role,
    pub scope: Scope,
    /// Whom the person stands in for; four eyes is judged by person, not by role (handbook 0.5).
    pub deputy_of: Option<PersonId>,
}

/// A signed-in person with all assignments valid now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub assignments: Vec<Assignment>,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Nobody signed in.
    Anonymous,
    Person(Person),
    /// A timed job or the worker, by the job's name.
    System(&'static str),
    /// The operator at the command line, by operating-system user: accounts and master data only (handbook 0.5).
    Operator(String),
}

/// The door a command came through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Web,
    Api,
    Cli,
    Job,
}

/// What a token or session allows at all, before any permission is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    ReadWrite,
    /// An API token issued for reading: every write is refused.
    ReadOnly,
}

/// Everything a use case may know of its surroundings.
#[derive(Debug, Clone)]
pub struct Ctx {
    pub actor: Actor,
    /// The instant of the command. For submissions: when the request's last byte had been read.
    pub now: DateTime<Utc>,
    pub lang: Lang,
    pub channel: Channel,
    pub access: Access,
    /// Ties log lines, audit entries and answers together.
    pub request_id: Uuid,
}

impl Ctx {
    /// A context for the worker's timed jobs, effective at `now`.
    #[must_use]
    pub fn system(job: &'static str, now: DateTime<Utc>) -> Self {
        Self {
            actor: Actor::System(job),
            now,
            lang: Lang::De,
            channel: Channel::Job,
            access: Access::ReadWrite,
            request_id: Uuid::now_v7(),
        }
    }

    /// The signed-in person, if any.
    #[must_use]
    pub fn find_person(&self) -> Option<&Person> {
        match &self.actor {
            Actor::Person(person) => Some(person),
            _ => None,
        }
    }

    /// The signed-in person. Error: `Problem::Unauthenticated`.
    pub fn person(&self) -> Result<&Person, Problem> {
        self.find_person().ok_or(Problem::Unauthenticated)
    }

    /// The id of the acting person, if it is one.
    #[must_use]
    pub fn person_id(&self) -> Option<PersonId> {
        self.find_person().map(|person| person.id)
    }

    /// Whether the worker acts.
    #[must_use]
    pub fn is_system(&self) -> bool {
        matches!(self.actor, Actor::System(_))
    }

    /// Whether the operator at the command line acts.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        matches!(self.actor, Actor::Operator(_))
    }

    /// Whether the person holds `role` in exactly this scope.
    #[must_use]
    pub fn has(&self, role: Role, scope: Scope) -> bool {
        self.find_person().is_some_and(|person| {
            person
                .assignments
                .iter()
                .any(|held| held.role == role && held.scope == scope)
        })
    }

    /// Whether the person holds one of `roles` in this scope.
    #[must_use]
    pub fn has_any(&self, roles: &[Role], scope: Scope) -> bool {
        roles.iter().any(|role| self.has(*role, scope))
    }

    /// Whether the person holds `role` anywhere.
    #[must_use]
    pub fn has_role(&self, role: Role) -> bool {
        self.find_person()
            .is_some_and(|person| person.assignments.iter().any(|held| held.role == role))
    }

    /// Whether the person holds one of `roles` anywhere.
    #[must_use]
    pub fn has_any_role(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has_role(*role))
    }

    /// The ids of all scopes of `kind` (see [`Scope::parts`]) in which the person holds one of `roles`.
    #[must_use]
    pub fn scopes_of(&self, roles: &[Role], kind: &str) -> Vec<Uuid> {
        let Some(person) = self.find_person() else {
            return Vec::new();
        };
        let mut ids: Vec<Uuid> = person
            .assignments
            .iter()
            .filter(|held| roles.contains(&held.role))
            .filter_map(|held| {
                let (held_kind, id) = held.scope.parts();
                id.filter(|_| held_kind == kind)
            })
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Refuses unless the person holds one of `roles` in `scope`. Error: `Unauthenticated` or `Denied`.
    pub fn require(&self, roles: &[Role], scope: Scope) -> Result<(), Problem> {
        if self.has_any(roles, scope) {
            return Ok(());
        }
        match self.actor {
            Actor::Anonymous => Err(Problem::Unauthenticated),
            _ => Err(Problem::denied(
                Text::new("problem-denied-role").with(
                    "roles",
                    roles
                        .iter()
                        .map(|role| role.code())
                        .collect::<Vec<_>>()
                        .join(", "),
                ),
            )),
        }
    }

    /// Four eyes (G4): the acting person must not be one of `earlier`. Error: `Refused`, naming the rule.
    pub fn require_other_person(&self, earlier: &[Option<PersonId>]) -> Result<(), Problem> {
        match self.person_id() {
            Some(me) if earlier.contains(&Some(me)) => {
                Err(Problem::refused("four-eyes", Text::new("problem-four-eyes")))
            }
            _ => Ok(()),
        }
    }
}
