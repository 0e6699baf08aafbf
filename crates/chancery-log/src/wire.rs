//! Segments as the place where core's frames go to and come from.

use chancery_core::wire::{FrameSink, RawFrame};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{BuildError, Frame, SegmentBuilder};

impl FrameSink for SegmentBuilder {
    type Error = BuildError;

    fn push<T: Serialize>(&mut self, frame_type: u16, schema: u16, value: &T) -> Result<(), BuildError> {
        SegmentBuilder::push(self, frame_type, schema, value)
    }
}

impl RawFrame for Frame<'_> {
    fn kind(&self) -> (u16, u16) {
        (self.frame_type, self.schema)
    }

    fn decode<T: DeserializeOwned>(&self) -> Result<T, String> {
        Frame::decode(self).map_err(|error| error.to_string())
    }
}
