//! Asks the engine again and again: where the total turns over a fact, and what little change would make a support met.
//! Nothing is told that the engine was not asked.

mod change;
mod curve;
mod grid;
mod turns;
mod ways;

pub use change::{Change, Missed};
pub use curve::{Asked, Curve, Jump, Point, curve};
pub use grid::Grid;
pub use ways::Step;
