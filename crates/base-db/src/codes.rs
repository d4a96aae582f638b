//! Code lists: enums that are stored, sent as JSON and looked up in texts by one and the same code.

/// Declares code lists. Each value is stored as its code (a text column), serialised as it and shown by it in text
/// keys; the enum gets `ALL`, `code()`, `from_code()`, `Display` and `FromStr`.
///
/// ```text
/// base_db::codes! {
///     /// How a letter goes out.
///     Delivery { Post = "POST", Portal = "PORTAL" }
/// }
/// Delivery::from_code("POST") == Some(Delivery::Post)
/// ```
#[macro_export]
macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $value:ident = $code:tt),+ $(,)? })+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(::serde::Serialize, ::serde::Deserialize, ::utoipa::ToSchema)]
        #[derive(::sea_orm::EnumIter, ::sea_orm::DeriveActiveEnum)]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name { $($(#[$about])* #[serde(rename = $code)] #[sea_orm(string_value = $code)] $value),+ }

        impl $name {
            /// All values, in their usual order.
            pub const ALL: &'static [$name] = &[$($name::$value),+];

            /// As stored, in JSON and in text keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($name::$value => $code),+ }
            }

            /// The value of a stored code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result { f.write_str(self.code()) }
        }

        impl ::std::str::FromStr for $name {
            type Err = ();
            fn from_str(code: &str) -> Result<Self, ()> { Self::from_code(code).ok_or(()) }
        }
    )+ };
}
