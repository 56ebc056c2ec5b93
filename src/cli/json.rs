//! Rows of tables as JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::table::{Row, Value};

/// A row as an object with the table's columns for keys, in their order.
pub struct Object<'r, R>(pub &'r R);

impl<R: Row> Serialize for Object<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (field, cell) in R::TABLE.fields().iter().zip(self.0.cells()) {
            let key = field.column.name;
            match cell {
                Value::Null => map.serialize_entry(key, &()),
                Value::Str(text) => map.serialize_entry(key, text),
                Value::U32(number) => map.serialize_entry(key, &number),
                Value::U64(number) => map.serialize_entry(key, &number),
                Value::F64(number) => map.serialize_entry(key, &number),
                Value::Bool(truth) => map.serialize_entry(key, &truth),
                Value::Date(day) => map.serialize_entry(key, &day.to_string()),
                Value::List(texts) => map.serialize_entry(key, &texts),
            }?;
        }
        map.end()
    }
}
