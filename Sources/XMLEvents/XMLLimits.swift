/// How much structure a document may have; what it may weigh is for who feeds the scanner to say.
public struct XMLLimits: Sendable, Hashable {
  /// The deepest nesting of elements.
  public var depth: Int
  /// The most attributes of one element.
  public var attributes: Int

  public init(depth: Int = 256, attributes: Int = 512) {
    self.depth = depth
    self.attributes = attributes
  }
}
