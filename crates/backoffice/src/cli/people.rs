//! `user add` and `token create`: what the operator needs before anybody can sign in.

use base::{Lang, Problem, Role, Scope, Text};
use clap::Subcommand;

use super::{operator, say};
use crate::config::Config;
use crate::house::{self, House};

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Makes an account and invites it by mail.
    Add {
        email: String,
        #[arg(long)]
        name: String,
        /// A role with its place: `AD`, `SB:programme=IBZ`, `KE:body=08116078`, `AS:call=IBZ-2026A`. Repeatable.
        #[arg(long = "role")]
        roles: Vec<String>,
    },
    /// Removes the second factor of a person who lost the device; also when nobody else is left to do it.
    ResetSecondFactor { email: String },
}

#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Makes an API token for an account and prints it once.
    Create {
        email: String,
        #[arg(long)]
        name: String,
        /// Days until it expires.
        #[arg(long, default_value_t = 90)]
        days: u32,
        /// May also write.
        #[arg(long)]
        write: bool,
    },
}

/// `SB:programme=IBZ` → role and scope.
async fn role_of(house: &House, text: &str) -> Result<(Role, Scope), Problem> {
    let wrong = || Problem::field("role", Text::new("cli-role").with("value", text));
    let (code, place) = text.split_once(':').unwrap_or((text, ""));
    let role = Role::from_code(code).ok_or_else(wrong)?;
    let conn = house.app.db.reader();
    let scope = match place.split_once('=') {
        None if place.is_empty() && role == Role::AD => Scope::System,
        None if place.is_empty() && role == Role::PB => Scope::Own,
        Some(("programme", code)) => {
            let programmes = calls::programmes(conn).await?;
            let programme = programmes
                .iter()
                .find(|programme| programme.code == code)
                .ok_or_else(wrong)?;
            Scope::Programme(programme.id.0)
        }
        Some(("call", code)) => Scope::Call(calls::find_by_code(conn, code).await?.ok_or_else(wrong)?.id.0),
        Some(("body", key)) => Scope::Body(
            municipalities::find_by_key(conn, key)
                .await?
                .ok_or_else(wrong)?
                .id
                .0,
        ),
        _ => return Err(wrong()),
    };
    Ok((role, scope))
}

pub async fn user(config: &Config, command: UserCommand) -> anyhow::Result<()> {
    let house = house::open(config).await?;
    match command {
        UserCommand::Add { email, name, roles } => add(&house, email, name, &roles).await,
        UserCommand::ResetSecondFactor { email } => {
            let db = &house.app.db;
            let account = ::people::find_by_email(db.reader(), &email)
                .await?
                .ok_or_else(|| super::import::unknown("email", "cli-unknown-account", &email))?;
            ::people::remove_second_factor(db, &operator(&house), account.id, None).await?;
            say(&format!(
                "Der zweite Faktor von {email} ist entfernt; die Person ist benachrichtigt."
            ));
            Ok(())
        }
    }
}

async fn add(house: &House, email: String, name: String, roles: &[String]) -> anyhow::Result<()> {
    let ctx = operator(house);
    let mut scoped = Vec::new();
    for role in roles {
        scoped.push(role_of(house, role).await?);
    }
    let account = ::people::NewAccount {
        email: email.clone(),
        name,
        salutation: None,
        lang: Lang::De,
    };
    let person = ::people::create_account(&house.app.db, &ctx, account).await?;
    let from_on = base::calendar::local_date(ctx.now);
    for (role, scope) in scoped {
        let assign = ::people::Assign {
            person,
            role,
            scope,
            from_on,
            until_on: None,
        };
        ::people::assign(&house.app.db, &ctx, assign).await?;
    }
    say(&format!("Konto {email} angelegt; die Einladung ist unterwegs."));
    Ok(())
}

pub async fn token(config: &Config, command: TokenCommand) -> anyhow::Result<()> {
    let TokenCommand::Create {
        email,
        name,
        days,
        write,
    } = command;
    let house = house::open(config).await?;
    let ctx = operator(&house);
    let secret = ::people::create_token_for(&house.app.db, &ctx, &email, &name, days, write).await?;
    say(&secret);
    Ok(())
}
