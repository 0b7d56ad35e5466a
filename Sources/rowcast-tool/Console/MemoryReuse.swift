#if canImport(Glibc)
  import CSystem
#endif

/// Buffers that a worker frees are kept for its next chunk.
///
/// glibc gives memory at the end of a thread's heap back to the system when 128 KB are free, and the
/// next chunk's buffers fault it in again, page by page: 120,000 faults and a fifth of the time for
/// 240 MB of CSV. Memory of its own for what is larger than 4 MB keeps the peak of training low.
func keepFreedMemory() {
  #if canImport(Glibc)
    mallopt(M_MMAP_THRESHOLD, 4 << 20)
    mallopt(M_TRIM_THRESHOLD, 64 << 20)
  #endif
}
