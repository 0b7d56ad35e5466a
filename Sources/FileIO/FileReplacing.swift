internal import RowcastMachine

/// Gives a finished file its name in one step, whether there is a file of that name or not.
///
/// An old file changes names with the new one and is removed then. A rename over it would come to
/// the same, but ext4 takes that as a wish to have the new file on the disk at once, and waits: a
/// quarter of a second for 400 MB.
/// - Returns: whether it was done; `errno` says why not.
func give(_ path: String, toFileAt hidden: String) -> Bool {
  guard exchange(hidden, path) else { return rename(hidden, path) == 0 }
  unlink(hidden)
  return true
}

/// Swaps the names of two files; false where there are no two, or the file system cannot do it.
private func exchange(_ a: String, _ b: String) -> Bool {
  #if canImport(Darwin)
    return renamex_np(a, b, UInt32(RENAME_SWAP)) == 0
  #elseif canImport(Glibc)
    return renameat2(AT_FDCWD, a, AT_FDCWD, b, 2) == 0  // RENAME_EXCHANGE
  #else
    return false
  #endif
}
