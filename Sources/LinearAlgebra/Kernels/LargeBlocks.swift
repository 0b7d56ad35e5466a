#if canImport(Glibc)
  import CRowcastOpenBLAS
#endif

/// How the system's allocator treats large blocks.
package enum LargeBlocks {
  /// Has every block of 4 MB and more come from the system and go back to it when it is freed.
  ///
  /// By itself the allocator of GNU takes the first large block that is freed as a reason to keep
  /// all of that size: a table's columns would stay in memory while a model is fitted.
  package static func areReturned() {
    #if canImport(Glibc)
      mallopt(M_MMAP_THRESHOLD, 4 << 20)
    #endif
  }
}
