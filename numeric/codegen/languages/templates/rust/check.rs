//! Reads lines of a function's name and the bits of its arguments, prints those of the results;
//! or takes the time.
use std::io::{self, BufRead, Write};
use std::time::Instant;

use ::«module» as routines;

fn evaluate(name: &str, x: &[«real»]) -> Vec<«real»> {
«cases»
    Vec::new()
}

// Of a linear congruential generator.
const FACTOR: u64 = 6_364_136_223_846_793_005;

fn bench(count: usize) -> f64 {
    let mut state: u64 = 1;
    let mut random = || {
        state = state.wrapping_mul(FACTOR).wrapping_add(1);
        «bench_width» * ((state >> 40) as «real») / 16_777_216.0«bench_shift»
    };
    let x: [Vec<«real»>; «bench_arguments»] = Default::default();
    let x = x.map(|_| (0..count).map(|_| random()).collect::<Vec<_>>());
    let mut result = vec![Default::default(); count];
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = Instant::now();
        «bench»
        best = best.min(start.elapsed().as_secs_f64());
    }
    // Whoever prints a result can't leave out what it took to find it.
    eprintln!("{:?}", result.last());
    1e9 * best / count as f64
}

/// Whether the results lie within the bounds of a line; NaN is within NaN.
#[cfg(test)]
fn within(line: &str) -> bool {
    let (point, ends) = line.split_once(" : ").expect("bounds");
    let mut words = point.split_whitespace();
    let name = words.next().expect("a name");
    let x: Vec<«real»> = words.map(read).collect();
    let ends: Vec<f64> = ends.split_whitespace().map(double).collect();
    let found = evaluate(name, &x);
    let right = |(value, pair): (&«real», &[f64])| {
        let value = «wide»;
        (pair[0] <= value && value <= pair[1]) || (pair[0].is_nan() && value.is_nan())
    };
    2 * found.len() == ends.len() && found.iter().zip(ends.chunks(2)).all(right)
}

#[test]
fn vectors() {
    let lines = std::fs::read_to_string("vectors.txt").expect("vectors.txt");
    let wrong: Vec<&str> = lines.lines().filter(|line| !within(line)).collect();
    assert!(!lines.is_empty());
    assert!(wrong.is_empty(), "{} points are wrong: {:?}", wrong.len(), wrong[0]);
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, command, count] = &arguments[..] {
        if command == "bench" {
            println!("{:.3}", bench(count.parse().expect("a number of points")));
            return Ok(());
        }
    }
    let mut output = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let mut words = line.split_whitespace();
        if let Some(name) = words.next() {
            let x: Vec<«real»> = words.map(read).collect();
            let results: Vec<String> = evaluate(name, &x).iter().map(write).collect();
            writeln!(output, "{}", results.join(" "))?;
        }
    }
    Ok(())
}

fn read(word: &str) -> «real» {
    «read»
}

fn double(word: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(word, 16).expect("sixteen hexadecimal digits"))
}

fn write(value: &«real») -> String {
    format!("{:016x}", «widen».to_bits())
}
