//! wip
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::disallowed_types)]
mod made;
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;
use chancery_analytics::feeds::{self, cubes};

fn main() {
    let args: Vec<String> = std::env::args().filter(|a| a != "--bench").collect();
    let dir = PathBuf::from(&args[2]);
    let segs = || -> BTreeSet<String> { std::fs::read_dir(dir.join("segments")).unwrap().map(|f| f.unwrap().file_name().to_string_lossy().trim_end_matches(".parquet").to_owned()).collect() };
    let t = Instant::now();
    match args[1].as_str() {
        "make" => {
            let n: u64 = args[3].parse().unwrap();
            let from: u64 = args[4].parse().unwrap();
            let of: u64 = args[5].parse().unwrap();
            let bytes = made::write(&dir, from, n, of);
            println!("{bytes} bytes {} per row", bytes / n);
        }
        "add" => {
            let added = feeds::add(&dir, &PathBuf::from(&args[3]), None, 2, &mut |_| ()).unwrap();
            println!("{} {} {:?}", added.rows, added.segments.len(), added.rejected);
        }
        "read" => {
            let mut n = (0u64, 0i64, 0u64);
            let f = std::fs::File::open(&dir).unwrap();
            let len = f.metadata().unwrap().len();
            let t = chancery_feeds::read_known(f, chancery_feeds::Stored { sha256: [0; 32], bytes: len }, chancery_feeds::Format::Gdelt2, &chancery_feeds::Limits::default(), 2, |b| {
                n.0 += b.rows.len() as u64; n.1 += b.rows.row.iter().sum::<i64>(); n.2 += b.rows.names.len() as u64; Ok::<(), ()>(())
            }).unwrap();
            println!("{n:?} {}", t.rows);
        }
        "recount" => {
            let c = cubes::ready(&dir, "gdelt-2", &segs(), 2).unwrap();
            println!("ready {:?}", t.elapsed());
            let paths: Vec<PathBuf> = segs().iter().map(|s| dir.join("segments").join(format!("{s}.parquet"))).collect();
            println!("{:?}", feeds::recount::compare(&c, paths.iter()).unwrap());
        }
        "cubes" => {
            cubes::ready(&dir, "gdelt-2", &segs(), 2).unwrap();
        }
        "answer" => {
            for _ in 0..5 {
            let t = Instant::now();
            let c = cubes::ready(&dir, "gdelt-2", &segs(), 2).unwrap();
            let r = c.months(&cubes::Asked::default(), |m| { let mut n=(0u64,0u64,0i64); m.cells(|c,_| {n.0+=1;n.1+=c.rows;n.2+=c.score;})?; Ok(n)}).unwrap();
            let s = r.iter().fold((0,0,0), |a,b| (a.0+b.0,a.1+b.1,a.2+b.2));
            println!("{s:?} {:?}", t.elapsed());
            }
        }
        _ => panic!(),
    }
    println!("{:?}", t.elapsed());
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    println!("{}", status.lines().find(|l| l.starts_with("VmHWM")).unwrap());
}
