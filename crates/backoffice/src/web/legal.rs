//! What every public body's site must say (§ 10 L-BGG; Art. 13 DSGVO; § 5 DDG).

use base_web::view::Page;
use base_web::{Reply, Visit};

pub async fn accessibility(visit: Visit) -> Reply {
    visit.page(
        Page::new(visit.t("legal-accessibility"))
            .lead(visit.t("legal-accessibility-lead"))
            .heading(visit.t("legal-accessibility-state"))
            .text(visit.t("legal-accessibility-state-text"))
            .heading(visit.t("legal-accessibility-feedback"))
            .text(visit.tw(
                "legal-accessibility-feedback-text",
                &[("authority", &visit.app.settings.authority)],
            )),
    )
}

pub async fn privacy(visit: Visit) -> Reply {
    visit.page(
        Page::new(visit.t("legal-privacy"))
            .lead(visit.tw(
                "legal-privacy-lead",
                &[("authority", &visit.app.settings.authority)],
            ))
            .heading(visit.t("legal-privacy-what"))
            .text(visit.t("legal-privacy-what-text"))
            .heading(visit.t("legal-privacy-how-long"))
            .text(visit.t("legal-privacy-how-long-text"))
            .heading(visit.t("legal-privacy-rights"))
            .text(visit.t("legal-privacy-rights-text")),
    )
}

pub async fn imprint(visit: Visit) -> Reply {
    visit.page(
        Page::new(visit.t("legal-imprint"))
            .lead(visit.app.settings.authority.clone())
            .text(visit.t("legal-imprint-text")),
    )
}
