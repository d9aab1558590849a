//! The days that firms must not miss, as text and as a calendar.

use std::hash::Hasher;

use fnv::FnvHasher;
use icalendar::{Calendar, Component, Event, Property};

use crate::report::{DueDay, DueReport};
use crate::words::{self, Lang};

use super::page::Page;

/// The days in `width` columns.
#[must_use]
pub fn due_text(lang: Lang, due: &DueReport, width: usize) -> String {
    let mut page = Page::new(lang, width);
    page.line(words::due_title(lang));
    if due.days.is_empty() {
        page.hanging("  ", "  ", words::nothing_due(lang));
    }
    let is_of_many = due.days.iter().any(|day| day.firm != due.days[0].firm);
    for day in &due.days {
        page.hanging("  ", "    ", &words::due_line(lang, day, is_of_many));
        day.notes.iter().for_each(|note| page.hanging("    ", "      ", note));
    }
    page.text
}

/// The days as iCalendar: all-day events whose ids are the same from run to run, and no time but that of the answer.
#[must_use]
pub fn due_ics(lang: Lang, due: &DueReport) -> String {
    let is_of_many = due.days.iter().any(|day| day.firm != due.days[0].firm);
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//zjtx//zjtx//ZH"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("X-WR-CALNAME", words::due_title(lang)));
    calendar.extend(due.days.iter().map(|day| event(lang, day, is_of_many)));
    calendar.to_string()
}

fn event(lang: Lang, day: &DueDay, is_of_many: bool) -> Event {
    let mut event = Event::new();
    event.uid(&uid(day));
    event.add_property("DTSTAMP", format!("{}T000000Z", digits(&day.as_of)));
    event.append_property(Property::new("DTSTART", digits(&day.day)).add_parameter("VALUE", "DATE").done());
    event.summary(&visible(&words::due_summary(lang, day, is_of_many)));
    let notes: Vec<String> = day.notes.iter().map(|note| visible(note)).collect();
    event.description(&notes.join("\n"));
    // Nobody is busy because something ends.
    event.add_property("TRANSP", "TRANSPARENT");
    event.done()
}

/// What a day is known by in every run: whose it is, and of what, and not when, so that a day that moves is moved.
fn uid(day: &DueDay) -> String {
    let mut hash = FnvHasher::default();
    [&*day.firm, day.kind.word(), &*day.of, if day.expected { "expected" } else { "stated" }].iter().for_each(|part| {
        hash.write(part.as_bytes());
        hash.write_u8(0);
    });
    format!("{:016x}@zjtx", hash.finish())
}

/// A day without its hyphens.
fn digits(day: &str) -> String {
    day.replace('-', "")
}

/// A text on one line, of what one can see.
fn visible(text: &str) -> String {
    crate::shown::plain_line(text).into_owned()
}
