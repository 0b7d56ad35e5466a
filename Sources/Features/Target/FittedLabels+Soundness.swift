extension FittedLabels {
  /// Whether what was read from a file can be computed with.
  package var isSound: Bool {
    counts.count == labels.count && counts.allSatisfy { $0 >= 0 && $0 < 1 << 40 }
      && (positive.map { labels.indices.contains($0) } ?? true)
  }
}
