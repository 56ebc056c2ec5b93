//! The tables in Parquet: the only user of polars and parquet.
