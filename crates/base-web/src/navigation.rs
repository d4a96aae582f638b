//! The main navigation: few entries, grouped by what people do.

use base::{Lang, texts};

use crate::app::{NavGroup, NavItem};

/// Entries side by side at most; a person with more gets them in groups.
pub const MOST: usize = 7;

/// A link of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavLink {
    pub href: String,
    pub text: String,
    /// `aria-current`: `page` for the page itself, `true` for the area it belongs to.
    pub current: Option<&'static str>,
}

/// The first row, and below it the entries of the group one is in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Navigation {
    pub main: Vec<NavLink>,
    pub within: Vec<NavLink>,
    /// The name of that group.
    pub title: String,
}

/// Whether `path` is `place` or lies below it.
fn is_at(path: &str, place: &str) -> bool {
    path == place || place != "/" && path.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'))
}

impl NavGroup {
    /// How closely the path belongs to the group: the length of the longest of its places.
    fn closeness(&self, path: &str) -> Option<usize> {
        let places = self.places.iter().filter(|place| is_at(path, place));
        places.map(|place| place.len()).max()
    }

    fn rank(&self, item: &NavItem) -> Option<usize> {
        self.places.iter().position(|place| *place == item.href)
    }
}

/// What a person sees of `items` on the page at `path`.
#[must_use]
pub fn arrange(lang: Lang, items: &[&NavItem], groups: &[NavGroup], path: &str) -> Navigation {
    let direct = items
        .iter()
        .filter(|item| is_at(path, item.href))
        .max_by_key(|item| item.href.len())
        .map(|item| item.href);
    let here = groups
        .iter()
        .filter_map(|group| Some((group.closeness(path)?, group)))
        .max_by_key(|(closeness, _)| *closeness)
        .map(|(_, group)| group);
    let link = |item: &NavItem| NavLink {
        href: item.href.to_owned(),
        text: texts::tr(lang, item.key),
        current: (direct == Some(item.href)).then_some("page"),
    };
    // a page that no entry names belongs to the first entry of its area
    let stands_for_page = |item: &NavItem| {
        direct.is_none()
            && here.is_some_and(|group| {
                let first = items
                    .iter()
                    .filter_map(|one| Some((group.rank(one)?, one.href)))
                    .min();
                first.is_some_and(|(_, href)| href == item.href)
            })
    };
    if items.len() <= MOST {
        let main = items.iter().map(|item| {
            let link = link(item);
            let area = stands_for_page(item).then_some("true");
            NavLink {
                current: link.current.or(area),
                ..link
            }
        });
        return Navigation {
            main: main.collect(),
            ..Navigation::default()
        };
    }
    let mut navigation = Navigation::default();
    let mut done: Vec<&str> = Vec::new();
    for item in items {
        let Some(group) = groups.iter().find(|group| group.rank(item).is_some()) else {
            navigation.main.push(link(item));
            continue;
        };
        if done.contains(&group.key) {
            continue;
        }
        done.push(group.key);
        let mut members: Vec<&&NavItem> = items.iter().filter(|item| group.rank(item).is_some()).collect();
        members.sort_by_key(|item| group.rank(item));
        let is_here = here.is_some_and(|here| here.key == group.key);
        if let [only] = members.as_slice() {
            let link = link(only);
            navigation.main.push(NavLink {
                current: link.current.or(is_here.then_some("true")),
                ..link
            });
            continue;
        }
        let Some(first) = members.first() else { continue };
        navigation.main.push(NavLink {
            href: first.href.to_owned(),
            text: texts::tr(lang, group.key),
            current: is_here.then_some("true"),
        });
        if is_here {
            navigation.title = texts::tr(lang, group.key);
            navigation.within = members.into_iter().map(|item| link(item)).collect();
        }
    }
    navigation
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUPS: [NavGroup; 2] = [
        NavGroup {
            key: "apples",
            places: &["/apples", "/pears", "/cider"],
        },
        NavGroup {
            key: "tools",
            places: &["/saws", "/saws/new"],
        },
    ];

    fn items(hrefs: &[&'static str]) -> Vec<NavItem> {
        let item = |href: &&'static str| NavItem {
            key: href,
            href,
            roles: &[],
        };
        hrefs.iter().map(item).collect()
    }

    fn arranged(hrefs: &[&'static str], path: &str) -> Navigation {
        let items = items(hrefs);
        arrange(Lang::De, &items.iter().collect::<Vec<_>>(), &GROUPS, path)
    }

    fn current(links: &[NavLink]) -> Vec<(&str, &str)> {
        let marked = links
            .iter()
            .filter_map(|link| Some((link.href.as_str(), link.current?)));
        marked.collect()
    }

    #[test]
    fn few_entries_stand_side_by_side() {
        let found = arranged(&["/", "/pears", "/apples", "/saws"], "/pears/17");
        assert_eq!(found.main.len(), 4);
        assert_eq!(current(&found.main), [("/pears", "page")]);
        let found = arranged(&["/", "/pears", "/apples"], "/cider/3");
        assert_eq!(
            current(&found.main),
            [("/apples", "true")],
            "the area of the page"
        );
    }

    #[test]
    fn many_entries_stand_in_groups() {
        let all = ["/", "/pears", "/saws", "/apples", "/saws/new", "/x", "/y", "/z"];
        let found = arranged(&all, "/saws/new");
        let hrefs: Vec<&str> = found.main.iter().map(|link| link.href.as_str()).collect();
        assert_eq!(hrefs, ["/", "/apples", "/saws", "/x", "/y", "/z"]);
        assert_eq!(current(&found.main), [("/saws", "true")]);
        assert_eq!(
            current(&found.within),
            [("/saws/new", "page")],
            "the longest address"
        );
        let home = arranged(&all, "/");
        assert_eq!(current(&home.main), [("/", "page")]);
        assert!(home.within.is_empty());
    }
}
