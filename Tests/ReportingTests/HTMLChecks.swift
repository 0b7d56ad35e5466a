import Foundation

/// What a reader of the page's source can check: every element closed in order, ids used once.
struct HTMLChecks {
  var problems: [String] = []
  var ids: [String] = []
  var elements: [String: Int] = [:]
  var headings: [Int] = []

  private static let void: Set<String> = ["meta", "link", "br", "line", "circle", "path"]

  init(_ page: String) {
    var open: [String] = []
    var rest = page[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else {
        problems.append("a tag without end")
        return
      }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        if open.popLast() != String(tag.dropFirst()) {
          problems.append("closes out of order: \(tag)")
        }
        continue
      }
      let name = String(tag.prefix { $0 != " " && $0 != "\n" && $0 != "/" })
      elements[name, default: 0] += 1
      if name.count == 2, name.hasPrefix("h"), let level = Int(name.dropFirst()) {
        headings.append(level)
      }
      if let id = tag.range(of: " id=\"") {
        ids.append(String(tag[id.upperBound...].prefix { $0 != "\"" }))
      }
      if tag.hasSuffix("/") || ["meta", "link"].contains(name) { continue }
      if name == "style" {
        guard let close = rest.range(of: "</style>") else { return }
        rest = rest[close.upperBound...]
        continue
      }
      open.append(name)
    }
    if !open.isEmpty { problems.append("never closed: \(open)") }
    for (before, after) in zip(headings, headings.dropFirst()) where after > before + 1 {
      problems.append("heading \(after) follows heading \(before)")
    }
  }
}
