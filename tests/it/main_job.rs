//! The whole main job of one small call by the JSON API alone: from the draft of the call to the reports, on both databases.

use std::collections::BTreeMap;

use axum::http::Method;
use backoffice::demo::{self, Cast};
use backoffice::house::House;
use backoffice::worker;
use base::{Actor, Ctx, Person, Role, Scope, calendar};
use base_testing::db::TestDb;
use base_testing::{TestApp, operator};
use chrono::{DateTime, Days, Duration, Utc};
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

use crate::world;

struct Office {
    house: House,
    app: TestApp,
    cast: Cast,
    _data: TempDir,
    _server: Option<TestDb>,
}

impl Office {
    /// The demo's office on SQLite, and on PostgreSQL when there is a server.
    async fn all() -> Vec<Self> {
        let data = tempfile::tempdir().unwrap();
        let mut offices = vec![Self::over(world::demo_in(&data).await, data, None).await];
        if let Some(server) = base_testing::db::postgres().await {
            let data = tempfile::tempdir().unwrap();
            let mut config = world::config(data.path());
            config.database_url.clone_from(&server.url);
            let house = demo::prepare(&config).await.unwrap();
            offices.push(Self::over(house, data, Some(server)).await);
        }
        offices
    }

    async fn over(house: House, data: TempDir, server: Option<TestDb>) -> Self {
        let app = TestApp::with_files(&house.app.db, &house.app.files, backoffice::house::features());
        let cast = Cast::load(&house).await.unwrap();
        Self {
            house,
            app,
            cast,
            _data: data,
            _server: server,
        }
    }

    fn now(&self) -> DateTime<Utc> {
        self.house.app.db.now()
    }

    fn person(&self, key: &str) -> Person {
        match self.cast.at(key, self.now()).unwrap().actor {
            Actor::Person(person) => person,
            other => panic!("{other:?} is no person"),
        }
    }

    async fn ask(&self, who: &str, method: Method, path: &str, body: Option<Value>) -> Value {
        let person = self.person(who);
        let path = format!("/api/v1{path}");
        let answer = self.app.api(method.clone(), &path, body, Some(&person)).await;
        assert!(
            answer.status.is_success(),
            "{who} {method} {path}: {} {}",
            answer.status,
            answer.text()
        );
        if answer.bytes.is_empty() {
            Value::Null
        } else {
            answer.json()
        }
    }

    async fn get(&self, who: &str, path: &str) -> Value {
        self.ask(who, Method::GET, path, None).await
    }

    async fn post(&self, who: &str, path: impl AsRef<str>, body: Value) -> Value {
        self.ask(who, Method::POST, path.as_ref(), Some(body)).await
    }

    /// Time goes by, and what is due by then is done.
    async fn wait_until(&self, then: DateTime<Utc>) {
        let seconds = (then - self.now()).num_seconds() + 60;
        let db = &self.house.app.db;
        db.advance_clock(&Ctx::system("test", db.now()), seconds)
            .await
            .unwrap();
        while worker::run_jobs(&self.app.app).await.unwrap() > 0 {}
    }

    /// Accounts are made ready before: the assessors get their role in the call.
    async fn admit_assessors(&mut self, call: Uuid) {
        let db = &self.house.app.db;
        let by = operator(db.now());
        let unit = db.write(&by).await.unwrap();
        for assessor in ["AS", "AS2"] {
            let person = self.cast.id(assessor).unwrap();
            let today = calendar::local_date(db.now());
            let role = people::Assign::from(person, Role::AS, Scope::Call(call), today);
            people::assign_in(&unit, role).await.unwrap();
        }
        unit.commit().await.unwrap();
        self.cast = Cast::load(&self.house).await.unwrap();
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn items(list: &Value) -> &[Value] {
    list["items"]
        .as_array()
        .unwrap_or_else(|| panic!("no list: {list}"))
}

fn figure(report: &Value, code: &str) -> i64 {
    let figures = report["figures"].as_array().unwrap();
    let found = figures.iter().find(|figure| figure["code"] == code);
    found.unwrap_or_else(|| panic!("no figure {code}: {report}"))["value"]
        .as_i64()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn main_job_by_the_json_api() {
    for mut office in Office::all().await {
        let call = publish(&mut office).await;
        let [first, second] = apply(&office, &call).await;
        assess(&office, &call, [&first, &second]).await;
        decide(&office, &call, [&first, &second]).await;
        let grant = award(&office, &call, &first).await;
        let engagement = accompany(&office, &grant).await;
        exchange(&office, &first).await;
        report(&office, &call, &engagement).await;
        keep(&office, &call, &first).await;
    }
}

/// SB drafts, RL and BfdH approve, the call opens by itself.
async fn publish(office: &mut Office) -> String {
    let calls = office.get("SB", "/calls").await;
    let model = items(&calls).iter().find(|call| call["state"] == "OPEN").unwrap();
    let today = calendar::local_date(office.now());
    let opens_at = calendar::day_start(today + Days::new(2));
    let mut terms = model["terms"].clone();
    terms["title_de"] = json!("Kleiner Aufruf: eine Kommune, ein Vorhaben");
    terms["opens_at"] = json!(opens_at);
    terms["deadline_on"] = json!(today + Days::new(20));
    terms["project_from"] = json!(today + Days::new(80));
    terms["project_until"] = json!(today + Days::new(500));
    terms["budget_years"][0]["cash_cents"] = json!(6_000_000);
    // an example within the new period; publishing runs it
    let mut example = terms["examples"][0].clone();
    example["starts_on"] = json!(today + Days::new(90));
    example["ends_on"] = json!(today + Days::new(400));
    terms["examples"] = json!([example]);
    // the short form: what the columns of an application hold
    terms["form_version"] = json!(1);
    let new = json!({ "programme": "IBZ", "code": "IBZ-KLEIN", "terms": terms });
    let mut call = office.post("SB", "/calls", new).await;
    let id = text(&call["id"]).to_owned();
    office.admit_assessors(id.parse().unwrap()).await;
    for (who, verb) in [
        ("SB", "submit-for-review"),
        ("RL", "approve"),
        ("BfdH", "approve"),
    ] {
        let version = json!({ "version": call["version"] });
        call = office.post(who, format!("/calls/{id}/{verb}"), version).await;
    }
    assert_eq!(call["state"], "PUBLISHED");
    office.wait_until(opens_at).await;
    assert_eq!(office.get("SB", &format!("/calls/{id}")).await["state"], "OPEN");
    id
}

/// Two municipalities apply; after the deadline the officer checks both.
async fn apply(office: &Office, call: &str) -> [String; 2] {
    let seen = office.get("SB", &format!("/calls/{call}")).await;
    let mut made = Vec::new();
    for (who, lead, cents) in [("KE2", "08437078", 3_500_000), ("KE3", "08416", 3_000_000)] {
        let draft = json!({
            "call": "IBZ-KLEIN", "lead": lead, "title": "Werkstatt der Nachbarschaften",
            "summary": "Einwohnerinnen und Einwohner aus allen Ortsteilen legen in Werkstätten gemeinsam fest, wie das \
                        Zusammenleben besser gelingt, und setzen die Ergebnisse selbst um.",
            "contact_name": "Integrationsbeauftragte (Demo)", "contact_role": "Stabsstelle Integration",
            "contact_email": "integration@kommune.example", "contact_phone": "030 23125-100",
            "project_from": seen["terms"]["project_from"], "project_until": seen["terms"]["project_until"],
            "support": "FACILITATION", "requested_cents": cents, "total_cost_cents": cents,
        });
        let draft = office.post(who, "/applications", draft).await;
        let id = text(&draft["id"]).to_owned();
        let sent = json!({
            "version": draft["version"],
            "cover_sheet": true,
            "declarations": {
                "not_begun": true, "no_double_funding": true, "true_and_complete": true, "privacy_read": true,
                "exchange_willing": true,
            },
        });
        let receipt = office.post(who, format!("/applications/{id}/submit"), sent).await;
        assert_eq!(receipt["state"], "SUBMITTED");
        made.push(id);
    }
    office
        .wait_until(calendar::day_start(
            calendar::local_date(office.now()) + Days::new(20),
        ))
        .await;
    for id in &made {
        office
            .post("SB", format!("/applications/{id}/start-check"), json!({}))
            .await;
        let checked = office
            .post("SB", format!("/applications/{id}/complete"), json!({}))
            .await;
        assert_eq!(checked["state"], "COMPLETE");
    }
    made.try_into().unwrap()
}

/// Two assessors score both; the first application is the better one. GS freezes the ranking.
async fn assess(office: &Office, call: &str, applications: [&String; 2]) {
    let assessors = ["AS", "AS2"].map(|who| office.cast.id(who).unwrap().0);
    let assign = json!({ "applications": applications, "assessors": assessors });
    let assigned = office
        .post("SB", format!("/calls/{call}/assignments"), assign)
        .await;
    assert_eq!(assigned["assigned"], 4);
    for who in ["AS", "AS2"] {
        let own = office.get(who, "/reviews").await;
        for review in items(&own).iter().filter(|review| review["call_id"] == *call) {
            let id = text(&review["id"]);
            office
                .post(
                    who,
                    format!("/reviews/{id}/declaration"),
                    json!({ "interest": "NONE" }),
                )
                .await;
            let sheet = office.get(who, &format!("/reviews/{id}")).await;
            let points = if review["application_id"] == **applications[0] {
                4
            } else {
                3
            };
            let codes = sheet["weights"].as_object().unwrap().keys();
            let scores: BTreeMap<_, _> = codes.map(|code| (code, json!({ "points": points }))).collect();
            let scores = json!({ "version": sheet["version"], "scores": scores });
            office.post(who, format!("/reviews/{id}/submit"), scores).await;
        }
    }
    let seen = office.get("SB", &format!("/calls/{call}")).await;
    let version = json!({ "version": seen["version"] });
    office
        .post("SB", format!("/calls/{call}/start-selection"), version)
        .await;
    office
        .post("GS", format!("/calls/{call}/ranking"), json!({}))
        .await;
    let ranking = office.get("SB", &format!("/calls/{call}/ranking")).await;
    let order: Vec<&Value> = ranking["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["application_id"])
        .collect();
    assert_eq!(order, applications, "the better one leads");
}

/// The allocation, a meeting with one exclusion, signed minutes, and the release.
async fn decide(office: &Office, call: &str, applications: [&String; 2]) {
    let mode = json!({ "mode": "RANK_FULL_STOP" });
    let saved = office.post("GS", format!("/calls/{call}/allocation"), mode).await;
    assert_eq!(
        saved["total_cents"], 3_500_000,
        "the second does not fit any more"
    );
    let version = json!({ "version": saved["version"] });
    office
        .post("BfdH", format!("/calls/{call}/allocation/approve"), version)
        .await;

    let groups = office.get("GS", "/committees").await;
    let group = text(&items(&groups)[0]["id"]);
    let starts_at = office.now() + Duration::days(15);
    let plan = json!({ "call_id": call, "starts_at": starts_at, "place": "Stuttgart" });
    let planned = office
        .post("GS", format!("/committees/{group}/meetings"), plan)
        .await;
    let meeting = format!("/meetings/{}", text(&planned["id"]));
    let invited = office.post("GS", format!("{meeting}/invite"), json!({})).await;
    // whoever decides declares first, and sees nothing of a case before
    let hidden = office
        .app
        .get(
            &format!("/applications/{}", applications[0]),
            Some(&office.person("SV")),
        )
        .await;
    assert_eq!(hidden.status, 404);
    office
        .post("SV", format!("{meeting}/declaration"), json!({}))
        .await;
    office.wait_until(starts_at).await;

    let members = invited["members"].as_array().unwrap();
    let present: Vec<Value> = members
        .iter()
        .map(|member| json!({ "member_id": member["id"] }))
        .collect();
    let open = office
        .post(
            "GS",
            format!("{meeting}/open"),
            json!({ "present": present, "asked": true }),
        )
        .await;
    assert_eq!(open["state"], "IN_SESSION");
    assert_eq!(open["present"].as_array().unwrap().len(), members.len());
    let voters: Vec<&Value> = members
        .iter()
        .filter(|member| member["has_vote"] == true)
        .collect();
    let concerned = voters.iter().find(|member| member["is_chair"] == false).unwrap();
    let wrong = json!({
        "application_id": applications[0], "votes": { "yes": voters.len(), "no": 0, "abstain": 0 },
        "chair_vote": "YES", "result": "SELECTED", "reason_codes": ["R99"],
    });
    let path = format!("/api/v1{meeting}/items");
    let refused = office
        .app
        .api(Method::POST, &path, Some(wrong), Some(&office.person("SV")))
        .await;
    assert_eq!(refused.status, 422, "an unknown reason is not left out silently");
    let item = json!({
        "application_id": applications[0],
        "excluded": [{ "member_id": concerned["id"], "reason": "Ehrenamt beim Träger", "left_at": office.now() }],
        "votes": { "yes": voters.len() - 1, "no": 0, "abstain": 0 },
        "chair_vote": "YES", "result": "SELECTED", "amount_cents": 3_500_000,
    });
    let result = office.post("SV", format!("{meeting}/items"), item).await;
    assert_eq!(result["result"], "SELECTED");
    let votes = json!({ "votes": { "yes": voters.len(), "no": 0, "abstain": 0 }, "chair_vote": "YES" });
    let recorded = office.post("SV", format!("{meeting}/list"), votes).await;
    let recorded = recorded["items"].as_array().unwrap();
    assert_eq!(recorded[0]["excluded"], json!([concerned["id"]]));
    assert_eq!(recorded[1]["result"], "RESERVE");

    office.post("SV", format!("{meeting}/close"), json!({})).await;
    let drafted = office.post("GS", format!("{meeting}/minutes"), json!({})).await;
    let hash = json!({ "sha256": drafted["minutes_sha256"] });
    let minutes = office.get("SV", &format!("{meeting}/minutes")).await;
    assert_eq!(minutes["sha256"], drafted["minutes_sha256"]);
    assert!(!minutes["content"]["blocks"].as_array().unwrap().is_empty());
    // the members have five working days to comment
    let early = office
        .app
        .api(
            Method::POST,
            &format!("/api/v1{meeting}/minutes/sign"),
            Some(hash.clone()),
            Some(&office.person("SV")),
        )
        .await;
    assert_eq!(early.status, 409, "{}", early.text());
    office
        .wait_until(calendar::day_start(
            calendar::local_date(office.now()) + Days::new(12),
        ))
        .await;
    office
        .post("SV", format!("{meeting}/minutes/sign"), hash.clone())
        .await;
    let signed = office.post("GS", format!("{meeting}/minutes/sign"), hash).await;
    assert_eq!(signed["state"], "MINUTES_SIGNED");
    office.post("GS", format!("{meeting}/apply"), json!({})).await;

    let released = office
        .post("RL", format!("/calls/{call}/decisions/release"), json!({}))
        .await;
    assert_eq!(released["released"], 2);
}

/// Prepared, signed twice, issued, read as a letter, accepted by the town.
async fn award(office: &Office, call: &str, application: &str) -> String {
    let prepared = office
        .post("SB", format!("/applications/{application}/grant"), json!({}))
        .await;
    assert_eq!(prepared["amount_cents"], 3_500_000);
    let id = text(&prepared["id"]).to_owned();
    let mut grant = prepared;
    for signer in ["BfdH", "RL"] {
        let version = json!({ "version": grant["version"] });
        grant = office
            .post(signer, format!("/grants/{id}/countersign"), version)
            .await;
    }
    let issue = json!({ "version": grant["version"], "channel": "PORTAL" });
    grant = office.post("RL", format!("/grants/{id}/issue"), issue).await;
    assert_eq!(grant["state"], "ISSUED");
    let path = format!("/api/v1/grants/{id}/notice");
    let letter = office
        .app
        .api(Method::GET, &path, None, Some(&office.person("KE2")))
        .await;
    assert!(
        letter.status.is_success() && letter.bytes.starts_with(b"%PDF"),
        "a letter"
    );
    grant = office.get("KE2", &format!("/grants/{id}")).await;
    let accept = json!({ "version": grant["version"] });
    grant = office.post("KE2", format!("/grants/{id}/accept"), accept).await;
    assert_eq!(grant["state"], "ACCEPTED");
    let awarded = office.get("RL", &format!("/calls/{call}/reports/X5")).await;
    assert_eq!(figure(&awarded, "awarded"), 3_500_000);
    id
}

/// A team is proposed, says yes, gets its contract and begins; two hours are booked, sent back, corrected and approved.
async fn accompany(office: &Office, grant: &str) -> String {
    let pool = office.get("PK", "/facilitators").await;
    let facilitator = items(&pool)
        .iter()
        .find(|one| one["email"] == "begleitung1@pool.example")
        .unwrap();
    let team = json!({ "team": [facilitator["id"]] });
    let proposed = office
        .post("PK", format!("/grants/{grant}/propose-facilitators"), team)
        .await;
    let id = text(&proposed["id"]).to_owned();
    let said = office
        .post("PB", format!("/engagements/{id}/accept"), json!({}))
        .await;
    assert_eq!(said["state"], "CONFIRMED_PB");
    let contract = json!({
        "contract_no": "V-2027-001", "contingent_minutes": 9_600, "day_rate_cents": 110_000, "with_vat": true,
        "from_on": proposed["from_on"], "until_on": proposed["until_on"],
    });
    let prepared = office
        .post("PK", format!("/engagements/{id}/prepare"), contract)
        .await;
    assert_eq!(
        prepared["value_cents"], 2_618_000,
        "20 days at 1.100,00 € with 19 %"
    );
    office
        .post("SB", format!("/engagements/{id}/assign"), json!({}))
        .await;
    let begin = proposed["from_on"].as_str().unwrap().parse().unwrap();
    office
        .wait_until(calendar::day_start(begin) + Duration::days(3))
        .await;
    let first_talk = json!({ "first_talk_on": begin });
    let running = office
        .post("PB", format!("/engagements/{id}/start"), first_talk)
        .await;
    assert_eq!(running["state"], "RUNNING");

    let mut booking = json!({
        "engagement_id": id, "worked_on": begin + Days::new(1), "from": "09:00", "until": "11:30",
        "break_minutes": 30, "activity": "VOR_ORT", "description": "Vorbereitung der Werkstatt",
    });
    let entry = office.post("PB", "/hours", booking.clone()).await;
    let entry = text(&entry["id"]).to_owned();
    office
        .post("PB", "/hours/submit", json!({ "engagement_id": id }))
        .await;
    let reason = json!({ "reason": "Die Fahrt gehört in eine eigene Buchung." });
    let rejected = office.post("PK", format!("/hours/{entry}/reject"), reason).await;
    assert_eq!(rejected["state"], "REJECTED");
    booking["version"] = rejected["version"].clone();
    booking["until"] = json!("11:00");
    booking["break_minutes"] = json!(0);
    let path = format!("/hours/{entry}");
    let corrected = office.ask("PB", Method::PUT, &path, Some(booking)).await;
    assert_eq!(
        (&corrected["state"], &corrected["minutes"]),
        (&json!("DRAFT"), &json!(120))
    );
    office
        .post("PB", format!("/hours/{entry}/submit"), json!({}))
        .await;
    let approved = office
        .post("PK", "/hours/approve", json!({ "entries": [entry] }))
        .await;
    assert_eq!(approved["approved"], 1, "{approved}");
    assert_eq!(
        office.get("PB", &format!("/hours/{entry}")).await["state"],
        "APPROVED"
    );
    id
}

/// A network meeting from plan to minutes, and a practice report from draft to publication.
async fn exchange(office: &Office, application: &str) {
    let programmes = office.get("PK", "/facilitators").await;
    let starts_at = office.now() + Duration::days(30);
    let plan = json!({
        "programme_id": items(&programmes)[0]["programme_id"], "title": "Netzwerktreffen der kleinen Kommunen",
        "place": "Pforzheim", "starts_at": starts_at, "ends_at": starts_at + Duration::hours(6),
        "registration_until_at": starts_at - Duration::days(5), "capacity": 40,
    });
    let event = office.post("PK", "/events", plan).await;
    let event = format!("/events/{}", text(&event["id"]));
    assert_eq!(
        office.post("PK", format!("{event}/publish"), json!({})).await["state"],
        "PUBLISHED"
    );
    let place = json!({ "organisation": "Stadt Meßkirch" });
    let registered = office.post("KE2", format!("{event}/register"), place).await;
    assert_eq!(registered["state"], "REGISTERED");
    office.wait_until(starts_at).await;
    let came = office.get("PK", &format!("{event}/registrations")).await;
    let present = json!({ "present": [items(&came)[0]["id"]] });
    office.post("PK", format!("{event}/attendance"), present).await;
    let minutes = json!({ "minutes": "Drei Kommunen berichteten von ihren Werkstätten." });
    let documented = office.post("PK", format!("{event}/minutes"), minutes).await;
    assert_eq!(documented["state"], "DOCUMENTED");

    let part = "Wir haben mit kleinen Runden in den Ortsteilen begonnen.";
    let mut report = json!({
        "application_id": application, "title": "Werkstatt der Nachbarschaften", "situation": part,
    });
    let written = office.post("KE2", "/practice", report.clone()).await;
    let path = format!("/practice/{}", text(&written["id"]));
    for field in ["approach", "result", "experience", "tips"] {
        report[field] = json!(part);
    }
    report["consent"] = json!(true);
    report["version"] = written["version"].clone();
    office.ask("KE2", Method::PUT, &path, Some(report)).await;
    office.post("KE2", format!("{path}/submit"), json!({})).await;
    office.post("PK", format!("{path}/approve"), json!({})).await;
    office.post("PK2", format!("{path}/publish"), json!({})).await;
    let public = office
        .app
        .api(Method::GET, &format!("/api/v1{path}"), None, None)
        .await;
    assert_eq!(public.json()["state"], "PUBLISHED", "others read it");
}

/// What the reports say agrees with what was done.
async fn report(office: &Office, call: &str, engagement: &str) {
    let of = async |who: &str, code: &str| office.get(who, &format!("/calls/{call}/reports/{code}")).await;
    let programme = of("RL", "R1").await;
    let applied = [
        ("projects", 2),
        ("requested", 6_500_000),
        ("awarded", 3_500_000),
        ("approved", 120),
    ];
    for (code, value) in applied {
        assert_eq!(figure(&programme, code), value, "{code}");
    }
    assert_eq!(figure(&programme, "practice-reports"), 1);
    assert_eq!(figure(&of("SB", "R5").await, "awarded"), 3_500_000);
    assert_eq!(figure(&of("PK", "R9").await, "approved"), 120);
    let kept = office.get("PB", &format!("/engagements/{engagement}")).await;
    assert_eq!(kept["approved_minutes"], 120);
}

/// What was done is on file: the court of audit takes the packet of the case, and of the call by a job (X15).
async fn keep(office: &Office, call: &str, application: &str) {
    let fetch = async |packet: &Value| {
        let path = format!("/api/v1/evidence/{}/download", text(&packet["id"]));
        let file = office
            .app
            .api(Method::GET, &path, None, Some(&office.person("RH")))
            .await;
        assert!(file.status.is_success(), "{}", file.text());
        file.bytes
    };
    crate::evidence::sealed(&office.house).await;
    let made = office
        .post("RH", format!("/applications/{application}/evidence"), json!({}))
        .await;
    crate::evidence::holds_a_whole_life(&fetch(&made).await);
    let asked = office
        .post("RH", format!("/calls/{call}/evidence"), json!({}))
        .await;
    assert_eq!(asked["state"], "REQUESTED");
    while worker::run_jobs(&office.app.app).await.unwrap() > 0 {}
    let ready = office
        .get("RH", &format!("/evidence/{}", text(&asked["id"])))
        .await;
    assert_eq!(
        (&ready["state"], &ready["cases_done"]),
        (&json!("READY"), &json!(2)),
        "{ready}"
    );
    assert_eq!(ready["size_bytes"], fetch(&ready).await.len());
}
