//! Turns the CSV file that `--input` names into a file in /output, as `OUTPUT_FORMAT` says: `json` or, by default, `tsv`.
//! No quoting: a comma always separates.
use std::{
    env, fs,
    path::{Path, PathBuf},
};

wit_bindgen::generate!({
    inline: "
        package myns:guests;
        world processor {
            import wasi:cli/environment@0.2.0;
            export process: func() -> result<string, string>;
        }
        package wasi:cli@0.2.0 {
            interface environment {
                initial-cwd: func() -> option<string>;
            }
        }
    ",
    generate_all
});
use wasi::cli::environment::initial_cwd;

struct Processor;

impl Guest for Processor {
    fn process() -> Result<String, String> {
        let input = input()?;
        let format = env::var("OUTPUT_FORMAT").unwrap_or_else(|_| "tsv".into());
        let text = fs::read_to_string(&input).map_err(|e| format!("{}: {e}", input.display()))?;
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        let written = match format.as_str() {
            "json" => json(&rows),
            "tsv" => rows.iter().map(|row| row.join("\t") + "\n").collect(),
            other => return Err(format!("OUTPUT_FORMAT: {other}, where json or tsv would be right")),
        };
        let output = Path::new("/output").join(input.file_stem().unwrap_or_default()).with_extension(&format);
        fs::write(&output, written).map_err(|e| format!("{}: {e}", output.display()))?;
        Ok(format!("{} -> {}, {} rows", input.display(), output.display(), rows.len().saturating_sub(1)))
    }
}

/// The path after `--input`, relative to the working directory that the host tells.
fn input() -> Result<PathBuf, String> {
    let path = env::args().skip_while(|word| word != "--input").nth(1).ok_or("--input FILE is missing")?;
    Ok(Path::new(&initial_cwd().unwrap_or_else(|| "/".into())).join(path))
}

/// One object for each row below the first, which has the names.
fn json(rows: &[Vec<&str>]) -> String {
    let Some((names, rows)) = rows.split_first() else {
        return "[]\n".into();
    };
    let objects: Vec<String> = rows
        .iter()
        .map(|row| {
            let fields: Vec<String> =
                names.iter().zip(row).map(|(name, value)| format!("{}:{}", quoted(name), quoted(value))).collect();
            format!("{{{}}}", fields.join(","))
        })
        .collect();
    format!("[{}]\n", objects.join(","))
}

fn quoted(text: &str) -> String {
    let mut json = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            c if c < ' ' => json += &format!("\\u{:04x}", c as u32),
            c => json.push(c),
        }
    }
    json + "\""
}

export!(Processor);
