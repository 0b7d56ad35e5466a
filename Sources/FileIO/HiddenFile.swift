import Synchronization

internal import RowcastMachine

/// A file under a hidden name until it is complete, remembered by ``UnfinishedFiles`` meanwhile.
///
/// It is locked while somebody writes it (`flock(2)`), so that what a killed run has left behind can
/// be told from what another run is about to finish.
struct HiddenFile {
  let path: String
  /// Open for writing; holds the lock.
  let descriptor: Int32
  /// The file whose place it will take.
  private let old: stat?

  private static let suffix = ".rowcast-partial"

  /// Makes the file, and removes those of its kind in the folder that killed runs have left.
  /// - Parameters:
  ///   - output: the path in whose folder it is made.
  ///   - old: the file whose place it takes, if there is one.
  ///   - isPrivate: whether nobody else may read it, for one that takes nobody's place.
  ///   - name: the output's name, for errors.
  init(
    beside output: String, old: stat?, isPrivate: Bool = false, name: String
  ) throws(FileError) {
    self.old = old
    let folder = OutputPlace.folder(of: output)
    Self.removeLeftovers(in: folder)
    // Until it is complete, nobody reads it who could not read the old one.
    let mode: mode_t = old != nil || isPrivate ? 0o600 : 0o666
    while true {
      let path = folder + Self.name(for: output.dropFirst(folder.count))
      // Remembered before it is there: a signal may come as soon as it is.
      UnfinishedFiles.add(path)
      let made = System.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      guard made >= 0 else {
        let error = errno
        UnfinishedFiles.forget(path)
        if error == EEXIST { continue }
        errno = error
        throw .lastCreating(in: folder, path: name)
      }
      let isTaken = flock(made, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
      if !isTaken, let status = System.status(of: made), status.st_nlink > 0 {
        self.path = path
        descriptor = made
        return
      }
      // Another run came in between and took it for a leftover.
      close(made)
      System.remove(path)
      UnfinishedFiles.forget(path)
    }
  }

  /// `.name.1a2b3c4d.rowcast-partial`, in at most 255 bytes, the most that file systems allow.
  private static func name(for output: Substring) -> String {
    var base = output.prefix(200)
    while base.utf8.count > 200 { base.removeLast() }
    return ".\(base).\(String(UInt32.random(in: 0 ... .max), radix: 16))\(suffix)"
  }

  /// Gives the finished file its name; where that cannot be done, the file is removed.
  func take(_ output: String, name: String) throws(FileError) {
    if let old { inherit(old) }
    guard give(output, toFileAt: path) else {
      let error = FileError.last("name the finished file", path: name)
      remove()
      throw error
    }
    UnfinishedFiles.forget(path)
    close(descriptor)
  }

  func remove() {
    System.remove(path)
    UnfinishedFiles.forget(path)
    close(descriptor)
  }

  /// Takes over the old file's owner and permissions. A group that we cannot give it to gets no more
  /// than everybody.
  private func inherit(_ old: stat) {
    var mode = old.st_mode & 0o7777
    let isGiven =
      fchown(descriptor, old.st_uid, old.st_gid) == 0
      || fchown(descriptor, .max, old.st_gid) == 0
    if !isGiven { mode = mode & 0o707 | (mode & 0o007) << 3 }
    fchmod(descriptor, mode)
  }
}

extension HiddenFile {
  /// The folders that were looked through: once is enough for a process.
  private static let visited = Mutex<Set<FolderNumber>>([])

  /// Numbers are given anew when a folder is gone, so its path counts as well.
  private struct FolderNumber: Hashable {
    var path: String
    var device: dev_t
    var number: ino_t
  }

  /// Removes hidden files that nobody holds locked: their writers are dead.
  private static func removeLeftovers(in folder: String) {
    let folder = folder.isEmpty ? "./" : folder
    guard let status = System.status(of: folder) else { return }
    let key = FolderNumber(path: folder, device: status.st_dev, number: status.st_ino)
    guard visited.withLock({ $0.insert(key).inserted }) else { return }
    for name in System.hiddenNames(in: folder, suffix: suffix) { removeLeftover(folder + name) }
  }

  private static func removeLeftover(_ path: String) {
    let file = System.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    guard let status = System.status(of: file), status.st_mode & S_IFMT == S_IFREG,
      flock(file, LOCK_EX | LOCK_NB) == 0
    else { return }
    System.remove(path)
  }
}
