//! Cubes: what they say is what a count of the rows finds, whatever the files and orders in which rows came, and damage is noticed.

mod damage;
mod laws;
mod made;
