#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Asks for large pages for memory that is about to be written whole.
///
/// A dense block of some hundred megabytes is a hundred thousand pages, each of which the system
/// fetches and clears when it is touched first; with pages of 2 MB that takes a tenth of the time.
/// Where large pages cannot be had nothing changes.
package func adviseLargePages(_ start: UnsafeMutableRawPointer?, byteCount: Int) {
  #if os(Linux)
    guard let start, byteCount >= 8 << 20 else { return }
    let pageSize = 4096
    let first = (Int(bitPattern: start) + pageSize - 1) / pageSize * pageSize
    let last = (Int(bitPattern: start) + byteCount) / pageSize * pageSize
    guard last > first, let page = UnsafeMutableRawPointer(bitPattern: first) else { return }
    madvise(page, last - first, 14)  // MADV_HUGEPAGE
  #endif
}
