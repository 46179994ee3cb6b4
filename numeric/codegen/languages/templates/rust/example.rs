fn main() {
    println!("{:?}", «module»::«call»);
}
