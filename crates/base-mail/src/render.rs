//! Subject, plain text and HTML of a mail, in the recipient's language.

use askama::Template;
use base::texts::{find, tr, tr_with};
use base::{Problem, names};

use crate::{Frame, Mail};

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rendered {
    pub subject: String,
    pub text: String,
    pub html: String,
}

struct Link {
    url: String,
    label: String,
    note: String,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Page<'a> {
    lang: &'static str,
    subject: &'a str,
    paragraphs: Vec<Vec<String>>,
    link: Option<Link>,
    footer: Vec<Vec<String>>,
    footer_links: Vec<Link>,
}

/// Says the mail: greeting, paragraphs of the text `mail-<code>-body`, link, footer.
pub(crate) fn render(mail: &Mail, frame: &Frame) -> Result<Rendered, Problem> {
    let lang = mail.to.lang;
    let key = format!("mail-{}", mail.code.to_lowercase());
    let mut args: Vec<(&str, &str)> = mail
        .args
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    if let Some(number) = &mail.number {
        args.push(("number", number));
    }
    let (said_subject, said_body) = mail.said.clone().unwrap_or_else(|| {
        let said = |part: &str| tr_with(lang, &format!("{key}-{part}"), &args);
        (said("subject"), said("body"))
    });
    let subject = subject(mail, &said_subject);

    let mut paragraphs = vec![vec![greeting(mail)]];
    paragraphs.extend(paragraphs_of(&said_body));
    let link = mail.link.as_ref().map(|path| Link {
        url: frame.absolute(path),
        // a link that is no way to a case says so: `mail-m-u01-link`, `mail-m-u01-link-note`
        label: find(lang, &format!("{key}-link"), &[]).unwrap_or_else(|| tr(lang, "mail-link")),
        note: find(lang, &format!("{key}-link-note"), &[]).unwrap_or_else(|| tr(lang, "mail-link-note")),
    });
    let mut sender = vec![frame.authority.clone()];
    sender.extend(frame.footer.iter().cloned());
    let footer = vec![
        vec![tr(lang, "mail-no-notice"), tr(lang, "mail-automatic")],
        sender,
    ];
    let footer_links = ["imprint", "privacy"]
        .map(|page| Link {
            url: frame.absolute(page),
            label: tr(lang, &format!("mail-{page}")),
            note: String::new(),
        })
        .into();

    let page = Page {
        lang: lang.code(),
        subject: &subject,
        paragraphs,
        link,
        footer,
        footer_links,
    };
    let html = page.render().map_err(Problem::broken)?;
    Ok(Rendered {
        text: plain(&page),
        html,
        subject,
    })
}

/// `[IBZ-2026-0007] …`, one line whatever the arguments contain.
fn subject(mail: &Mail, text: &str) -> String {
    let text = names::clean(text);
    match &mail.number {
        Some(number) => format!("[{}] {text}", names::clean(number)),
        None => text,
    }
}

/// "Guten Tag Frau Muster,"; neutral with the full name when the form of address is unknown (handbook 6).
fn greeting(mail: &Mail) -> String {
    let name = mail.to.salutation.as_deref().unwrap_or(&mail.to.name).trim();
    match name {
        "" => tr(mail.to.lang, "mail-greeting-nobody"),
        name => tr_with(mail.to.lang, "mail-greeting", &[("name", name)]),
    }
}

/// Paragraphs stand between empty lines; their lines are kept.
fn paragraphs_of(text: &str) -> Vec<Vec<String>> {
    let cleaned = names::clean_multiline(text);
    cleaned
        .split("\n\n")
        .map(|paragraph| {
            paragraph
                .lines()
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|lines| !lines.is_empty())
        .collect()
}

fn plain(page: &Page<'_>) -> String {
    let mut blocks: Vec<String> = page.paragraphs.iter().map(|lines| lines.join("\n")).collect();
    if let Some(link) = &page.link {
        blocks.push(format!("{}: {}\n{}", link.label, link.url, link.note));
    }
    blocks.push(
        "-- ".to_owned()
            + "\n"
            + &page
                .footer
                .iter()
                .map(|lines| lines.join("\n"))
                .collect::<Vec<_>>()
                .join("\n\n"),
    );
    blocks.push(
        page.footer_links
            .iter()
            .map(|link| format!("{}: {}", link.label, link.url))
            .collect::<Vec<_>>()
            .join("\n"),
    );
    blocks.join("\n\n") + "\n"
}
