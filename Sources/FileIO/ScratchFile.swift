/// A named temporary file for a library that opens its files by itself; gone with its owner.
package final class ScratchFile {
  /// Where the library writes to.
  package var path: String { hidden.path }
  /// A folder for further temporary files.
  package let folder: String
  private let hidden: HiddenFile

  /// - Throws: ``FileError`` when there is no room for it.
  package init() throws(FileError) {
    folder = temporaryFolder()
    hidden = try HiddenFile(beside: folder + "/rowcast", old: nil, isPrivate: true, name: folder)
  }

  deinit { hidden.remove() }
}
