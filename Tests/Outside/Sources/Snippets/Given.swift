import Rowcast

// What the snippets of README and articles take as given; `.ci/snippets.py` writes them beside this file.

struct Customer: Codable, Sendable {
  var id: Int, name: String, churned: String
}

/// A request of some server, whose body comes in chunks.
struct Request {
  var body: AsyncStream<[UInt8]> { AsyncStream { $0.finish() } }
}
