//! Rows of tables as JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::table::{Row, Value};

/// One cell.
pub struct Cell<'c>(pub &'c Value<'c>);

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Str(text) => serializer.serialize_str(text),
            Value::U32(number) => serializer.serialize_u32(*number),
            Value::U64(number) => serializer.serialize_u64(*number),
            Value::F64(number) => serializer.serialize_f64(*number),
            Value::Bool(truth) => serializer.serialize_bool(*truth),
            Value::Date(day) => serializer.collect_str(day),
            Value::List(texts) => texts.serialize(serializer),
        }
    }
}

/// A row as an object with the table's columns for keys, in their order.
pub struct Object<'r, R>(pub &'r R);

impl<R: Row> Serialize for Object<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (field, cell) in R::TABLE.fields().iter().zip(self.0.cells()) {
            map.serialize_entry(field.column.name, &Cell(&cell))?;
        }
        map.end()
    }
}
