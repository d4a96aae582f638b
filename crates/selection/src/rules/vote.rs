//! Quorum and votes (handbook 4.4; §§ 90, 91 LVwVfG).

use base::{Problem, Text};

use crate::model::{Ballot, MeetingState, Votes};

/// All transitions of handbook 5.4 that this crate knows.
pub const TRANSITIONS: &[(MeetingState, MeetingState)] = {
    use MeetingState as S;
    &[
        (S::Planned, S::Invited),
        (S::Invited, S::InSession),
        (S::Planned, S::Circular),
        (S::Invited, S::Circular),
        (S::Circular, S::Decided),
        (S::Circular, S::NotQuorate),
        (S::Circular, S::Cancelled),
        (S::InSession, S::NotQuorate),
        (S::InSession, S::Decided),
        (S::Decided, S::MinutesDraft),
        (S::MinutesDraft, S::MinutesSigned),
        (S::Planned, S::Cancelled),
        (S::Invited, S::Cancelled),
        (S::InSession, S::Cancelled),
    ]
};

/// Error: refused with what the state is.
pub fn require_follows(from: MeetingState, to: MeetingState) -> Result<(), Problem> {
    if TRANSITIONS.contains(&(from, to)) {
        Ok(())
    } else {
        Err(wrong_state(from))
    }
}

/// The refusal in a state.
#[must_use]
pub fn wrong_state(state: MeetingState) -> Problem {
    Problem::refused("meeting-state", Text::new(format!("meetings-refused-{state}")))
}

/// Days between invitation and meeting, at least.
pub const NOTICE_DAYS: i64 = 14;
/// Present voting members at least, whatever the size of the group.
const LEAST_PRESENT: i64 = 3;

/// Whether an item can be decided. `base`: voting members not excluded from it; `present`: those of them present. After a
/// second invitation on the same subject the number does not matter (§ 90 Abs. 2).
#[must_use]
pub fn is_quorate(base: i64, present: i64, second_invitation: bool) -> bool {
    (second_invitation && present > 0) || (present >= LEAST_PRESENT && 2 * present > base)
}

/// Whether a motion is carried: more yes than no, abstentions not counted; in a tie the chair's vote decides, without
/// one the motion is lost. `chair`: how the presiding chair voted, `None` without a vote.
#[must_use]
pub fn is_carried(votes: Votes, chair: Option<Ballot>) -> bool {
    match votes.yes.cmp(&votes.no) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => chair == Some(Ballot::Yes),
    }
}

/// The votes of single ballots.
#[must_use]
pub fn counted(ballots: impl IntoIterator<Item = Ballot>) -> Votes {
    ballots.into_iter().fold(Votes::default(), |mut votes, ballot| {
        match ballot {
            Ballot::Yes => votes.yes += 1,
            Ballot::No => votes.no += 1,
            Ballot::Abstain => votes.abstain += 1,
        }
        votes
    })
}

/// Error: field problems when the numbers can't be: negative, more votes than present members, a chair's vote that is
/// not among them.
pub fn check_votes(votes: Votes, chair: Option<Ballot>, present: i64) -> Result<(), Problem> {
    if votes.yes < 0 || votes.no < 0 || votes.abstain < 0 || votes.given() > present {
        return Err(Problem::field(
            "yes",
            Text::new("meetings-votes-too-many").with("present", present),
        ));
    }
    let among = match chair {
        None => true,
        Some(Ballot::Yes) => votes.yes > 0,
        Some(Ballot::No) => votes.no > 0,
        Some(Ballot::Abstain) => votes.abstain > 0,
    };
    if among {
        Ok(())
    } else {
        Err(Problem::field(
            "chair_vote",
            Text::new("meetings-chair-vote-missing"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn g03_quorum_with_exclusion() {
        // 9 voting members, 6 present, one excluded leaves: base 8, present 5
        assert!(is_quorate(8, 5, false));
        // one more leaves the room without being excluded: 4 of 8 is not more than half
        assert!(!is_quorate(8, 4, false));
    }

    #[test]
    fn g04_tie_is_decided_by_the_chairs_vote() {
        let votes = Votes {
            yes: 2,
            no: 2,
            abstain: 1,
        };
        assert!(is_carried(votes, Some(Ballot::Yes)));
        assert!(!is_carried(votes, Some(Ballot::No)));
        assert!(!is_carried(votes, Some(Ballot::Abstain)));
        assert!(!is_carried(votes, None)); // a chair without a vote
    }

    #[test]
    fn g05_two_of_three_are_not_enough() {
        assert!(!is_quorate(3, 2, false));
        assert!(is_quorate(3, 3, false));
    }

    #[test]
    fn after_a_second_invitation_the_number_does_not_matter() {
        assert!(is_quorate(9, 2, true));
        assert!(!is_quorate(9, 0, true));
    }

    #[test]
    fn abstentions_do_not_count() {
        assert!(is_carried(
            Votes {
                yes: 1,
                no: 0,
                abstain: 8
            },
            None
        ));
        assert!(!is_carried(
            Votes {
                yes: 3,
                no: 4,
                abstain: 0
            },
            Some(Ballot::Yes)
        ));
        assert!(!is_carried(
            Votes {
                yes: 0,
                no: 0,
                abstain: 5
            },
            Some(Ballot::Abstain)
        ));
    }

    #[test]
    fn impossible_votes_are_refused() {
        let votes = Votes {
            yes: 3,
            no: 2,
            abstain: 1,
        };
        assert!(check_votes(votes, Some(Ballot::No), 6).is_ok());
        assert!(check_votes(votes, None, 5).is_err());
        assert!(
            check_votes(
                Votes {
                    yes: -1,
                    no: 0,
                    abstain: 0
                },
                None,
                5
            )
            .is_err()
        );
        assert!(
            check_votes(
                Votes {
                    yes: 3,
                    no: 0,
                    abstain: 0
                },
                Some(Ballot::No),
                5
            )
            .is_err()
        );
    }

    proptest! {
        #[test]
        fn quorum_needs_more_than_half_and_three(base in 0i64..40, present in 0i64..40) {
            let present = present.min(base);
            let expected = present >= 3 && present > base - present;
            prop_assert_eq!(is_quorate(base, present, false), expected);
        }

        /// Any committee, any exclusions, any attendance, any ballots: the result is the one of handbook 4.4, counted here
        /// seat by seat.
        #[test]
        fn any_votes_exclusions_and_attendance(
            seats in prop::collection::vec((any::<bool>(), any::<bool>(), 0u8..3), 1..16),
            second in any::<bool>(),
        ) {
            // a seat: excluded, present, and how it votes; the first presides
            let ballot = |code: u8| [Ballot::Yes, Ballot::No, Ballot::Abstain][usize::from(code)];
            let entitled: Vec<_> = seats.iter().filter(|(excluded, _, _)| !excluded).collect();
            let here: Vec<Ballot> = entitled.iter().filter(|(_, present, _)| *present).map(|seat| ballot(seat.2)).collect();
            let (base, present) = (entitled.len() as i64, here.len() as i64);
            let enough = here.len() >= 3 && here.len() > entitled.len() - here.len();
            prop_assert_eq!(is_quorate(base, present, second), enough || second && !here.is_empty());
            let (excluded, is_here, how) = seats[0];
            let chair = (!excluded && is_here).then(|| ballot(how));
            let votes = counted(here.iter().copied());
            prop_assert!(check_votes(votes, chair, present).is_ok());
            let score: i64 = here.iter().map(|ballot| match ballot { Ballot::Yes => 1, Ballot::No => -1, Ballot::Abstain => 0 }).sum();
            let expected = score > 0 || score == 0 && chair == Some(Ballot::Yes);
            prop_assert_eq!(is_carried(votes, chair), expected);
        }

        #[test]
        fn only_a_tie_asks_the_chair(yes in 0i64..20, no in 0i64..20, abstain in 0i64..20) {
            let votes = Votes { yes, no, abstain };
            let (with, without) = (is_carried(votes, Some(Ballot::Yes)), is_carried(votes, None));
            prop_assert_eq!(with != without, yes == no);
            prop_assert_eq!(without, yes > no);
        }
    }
}
