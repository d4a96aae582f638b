//! Changes a person's own name, form of address and language.

use base::problem::Checks;
use base::{Ctx, Lang, Problem};
use base_db::{Db, Entry};

use super::create_account::{check_name, check_salutation};
use crate::store;

/// By the person itself. Error: `Invalid`.
pub async fn update_profile(
    db: &Db,
    ctx: &Ctx,
    name: &str,
    salutation: &str,
    lang: Lang,
) -> Result<(), Problem> {
    let me = ctx.person()?.id;
    let mut checks = Checks::new();
    let name = check_name(&mut checks, name);
    let salutation = check_salutation(&mut checks, Some(salutation));
    checks.finish()?;
    let unit = db.write(ctx).await?;
    let row = store::accounts::find(unit.conn(), me)
        .await?
        .ok_or(Problem::Unauthenticated)?;
    store::accounts::set_profile(unit.conn(), &row, &name, salutation.as_deref(), lang).await?;
    unit.audit(Entry::new("account", me, "update_profile")).await?;
    unit.commit().await
}
