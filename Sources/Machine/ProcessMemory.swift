/// How the allocator and the pages of a process are used.
///
/// ``keepFreedBuffers()`` is for a program that is alone in its process, and is called by the tool:
/// no library changes the allocator of those who use it.
public enum ProcessMemory {
  /// Has buffers that a worker frees kept for its next chunk, and large blocks given back.
  ///
  /// glibc gives memory at the end of a thread's heap back to the system when 128 KB are free, and
  /// the next chunk's buffers fault it in again, page by page: 120,000 faults and a fifth of the time
  /// for 240 MB of CSV. And it takes the first large block that is freed as a reason to keep all of
  /// that size: a table's columns would stay while a model is fitted. What is larger than 4 MB has
  /// memory of its own, from the system and back to it.
  public static func keepFreedBuffers() {
    #if canImport(Glibc)
      mallopt(M_MMAP_THRESHOLD, 4 << 20)
      mallopt(M_TRIM_THRESHOLD, 64 << 20)
    #endif
  }
}
