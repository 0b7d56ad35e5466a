import Foundation
import Testing

@Suite struct JobLengthTests {
  @Test(arguments: ["JobTests.swift", "LearningJobTests.swift"])
  func `no job is longer than it is said to be`(file: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    var open: (name: String, limit: Int, count: Int)?
    var jobs = 0
    for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      if line.hasPrefix("// job: ") {
        let words = line.split(separator: " ")
        open = (line, try #require(words.dropLast().last.flatMap { Int($0) }), 0)
      } else if line == "// end", let job = open {
        #expect(job.count <= job.limit, "\(job.name): \(job.count)")
        jobs += 1
        open = nil
      } else {
        open?.count += 1
      }
    }
    #expect(jobs > 0)
  }
}
