/// Gives a finished file its name in one step, whether there is a file of that name or not.
///
/// An old file changes names with the new one and is removed then. A rename over it would come to
/// the same, but ext4 takes that as a wish to have the new file on the disk at once, and waits: a
/// quarter of a second for 400 MB.
/// - Returns: whether it was done; `errno` says why not.
func give(_ path: String, toFileAt hidden: String) -> Bool {
  guard System.exchange(hidden, path) else { return System.rename(hidden, to: path) }
  System.remove(hidden)
  return true
}
