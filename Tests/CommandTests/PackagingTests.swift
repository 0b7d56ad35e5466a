import Foundation
import TestSupport
import Testing

#if os(Linux)
  @Suite struct PackagingTests {
    /// The libraries by their kind in `Packaging/libraries.txt`.
    private func listed(_ kind: String) throws -> [String] {
      try String(contentsOfFile: Fixture.root + "/Packaging/libraries.txt", encoding: .utf8)
        .split(separator: "\n").filter { $0.hasPrefix(kind + " ") }
        .map { String($0.dropFirst(kind.count + 1)) }
    }

    @Test func `the program needs no library that an archive would lack`() async throws {
      let needed = try await Command.script("objdump -p \"$ROWCAST\" | sed -n 's/^ *NEEDED *//p'")
      try #require(needed.exitCode == 0)
      let system = try listed("system"), beside = try listed("beside")
      // A debug build loads Swift's own libraries, which a release holds.
      let swift = [
        "libswift", "libFoundation", "lib_Foundation", "libdispatch", "libBlocksRuntime",
      ]
      let others = needed.text.split(separator: "\n").map(String.init).filter { name in
        !system.contains(name) && !beside.contains { name.hasPrefix($0) }
          && !swift.contains { name.hasPrefix($0) }
      }
      #expect(others == [])
      #expect(needed.text.contains("libzip.so"))
    }
  }
#endif
