//! The steering group decides on a round.

use anyhow::Context as _;
use base::Ctx;
use base::calendar::local_date;
use calls::{AllocationMode, CallId};
use chrono::{DateTime, Duration, Utc};
use selection::{CommitteeId, NewMember, Opened, PlanMeeting, RecordList, SaveAllocation, Votes};

use super::Stage;

impl Stage<'_> {
    /// Allocation, meeting, minutes, release, in five weeks from `start` on.
    pub(super) async fn decide(&self, call: CallId, start: DateTime<Utc>) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let after = |days| start + Duration::days(days);
        let secretary = |when| self.ctx("GS", when);
        let allocation = SaveAllocation {
            call,
            mode: AllocationMode::RankFullStop,
            amounts: std::collections::HashMap::new(),
            reason: String::new(),
        };
        let number = selection::save_allocation(db, &secretary(start)?, allocation)
            .await
            .context("allocation")?;
        selection::approve_allocation(db, &self.ctx("BfdH", after(1))?, call, number)
            .await
            .context("its approval")?;
        let first = secretary(after(1))?;
        let committee = self.committee(&first).await.context("the steering group")?;
        let plan = PlanMeeting {
            committee,
            call,
            starts_at: after(21),
            place: "Stuttgart, Großer Sitzungssaal".to_owned(),
            earlier: None,
        };
        let meeting = selection::plan(db, &first, plan).await.context("planning")?;
        selection::invite(db, &first, meeting).await.context("inviting")?;
        let cast = self.cast_now().await?;
        for member in ["SV", "SM"] {
            selection::declare(db, &cast.at(member, after(2))?, meeting, Vec::new())
                .await
                .with_context(|| format!("the declaration of {member}"))?;
        }
        let chair = cast.at("SV", after(21))?;
        let members = selection::members(db.reader(), committee, local_date(after(21))).await?;
        let voting: Vec<_> = members.iter().filter(|member| member.has_vote).collect();
        let present = voting.iter().map(|member| (member.id, String::new())).collect();
        let presides = voting
            .iter()
            .find(|member| member.is_chair)
            .map(|member| member.id);
        selection::open(
            db,
            &chair,
            meeting,
            Opened {
                present,
                chair: presides,
                asked: true,
            },
        )
        .await
        .context("opening the meeting")?;
        let yes = i64::try_from(voting.len())?;
        let list = RecordList {
            votes: Votes {
                yes,
                no: 0,
                abstain: 0,
            },
            chair_vote: None,
        };
        selection::record_list(db, &chair, meeting, list)
            .await
            .context("the vote")?;
        selection::close(db, &chair, meeting)
            .await
            .context("closing the meeting")?;
        // five working days to comment end within eleven days, whatever the holidays
        let secretary = secretary(after(21))?;
        selection::draft_minutes(db, &secretary, meeting, "")
            .await
            .context("the minutes")?;
        let (record, _) = selection::meeting(db.reader(), &secretary, meeting).await?;
        let hash = record.minutes_sha256.context("minutes have a hash")?;
        selection::sign_minutes(db, &cast.at("SV", after(33))?, meeting, &hash)
            .await
            .context("the chair's signature")?;
        selection::sign_minutes(db, &self.ctx("GS", after(33))?, meeting, &hash)
            .await
            .context("the secretary's signature")?;
        selection::apply_results(db, &self.ctx("GS", after(33))?, meeting)
            .await
            .context("the results")?;
        let head = self.ctx("RL", after(34))?;
        selection::release(db, &head, call).await.context("the release")?;
        Ok(())
    }

    /// The one steering group of the demo; made for the first round that is decided.
    async fn committee(&self, ctx: &Ctx) -> anyhow::Result<CommitteeId> {
        let db = &self.house.app.db;
        if let Some(present) = selection::committees(db.reader(), ctx).await?.first() {
            return Ok(present.id);
        }
        let committee =
            selection::create_committee(db, ctx, self.set.programme, "Steuerungsgruppe des Landes").await?;
        for (name, institution, email, has_vote, is_chair) in SEATS {
            let member = NewMember {
                name: (*name).to_owned(),
                institution: (*institution).to_owned(),
                email: (*email).to_owned(),
                has_vote: *has_vote,
                is_chair: *is_chair,
                is_secretary: *institution == "Geschäftsstelle",
                deputy_name: String::new(),
                from_on: Some(self.set.first_day),
                until_on: None,
            };
            selection::put_member(db, ctx, committee, member)
                .await
                .with_context(|| (*name).to_owned())?;
        }
        Ok(committee)
    }
}

/// The seats of handbook 4.1; those with an account have its address.
const SEATS: &[(&str, &str, &str, bool, bool)] = &[
    (
        "Vorsitz Steuerungsgruppe (Demo)",
        "Ministerium für Soziales und Integration",
        "vorsitz@steuerungsgruppe.example",
        true,
        true,
    ),
    (
        "Mitglied Steuerungsgruppe (Demo)",
        "Städtetag",
        "mitglied@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Ministerium (Demo)",
        "Ministerium für Soziales und Integration",
        "mitglied3@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Staatsministerium (Demo)",
        "Staatsministerium",
        "mitglied4@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Landkreistag (Demo)",
        "Landkreistag",
        "mitglied5@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Gemeindetag (Demo)",
        "Gemeindetag",
        "mitglied6@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Migrantenvertretung 1 (Demo)",
        "Landesverband der kommunalen Migrantenvertretungen",
        "mitglied7@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Migrantenvertretung 2 (Demo)",
        "Landesverband der kommunalen Migrantenvertretungen",
        "mitglied8@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Zivilgesellschaft (Demo)",
        "Zivilgesellschaft",
        "mitglied9@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Geschäftsstelle (Demo)",
        "Geschäftsstelle",
        "geschaeftsstelle@ministerium.example",
        false,
        false,
    ),
];
