public import ArgumentParser
public import RowcastPipeline
public import RowcastFeatures
public import RowcastModeling

// The pipeline's choices as values of options; their names are the raw values.
extension FileFormat: ExpressibleByArgument {
  public init?(argument: String) {
    switch argument.lowercased() {
    case "jsonl": self = .ndjson
    case "xlsm": self = .xlsx
    default: self.init(rawValue: argument.lowercased())
    }
  }
}
extension RecordShape: ExpressibleByArgument {}
extension HiddenChoice: ExpressibleByArgument {}
extension MergedChoice: ExpressibleByArgument {}
extension ErrorChoice: ExpressibleByArgument {}
extension EmptyChoice: ExpressibleByArgument {}
extension TypeChoice: ExpressibleByArgument {}
extension DateChoice: ExpressibleByArgument {}
extension NumberChoice: ExpressibleByArgument {}
extension RaggedChoice: ExpressibleByArgument {}
extension NestedChoice: ExpressibleByArgument {}
extension ModelChoice: ExpressibleByArgument {}
extension PenaltyChoice: ExpressibleByArgument {}
extension ClassWeightChoice: ExpressibleByArgument {}
extension ImputeChoice: ExpressibleByArgument {}
extension HingeChoice: ExpressibleByArgument {}
extension ScaleChoice: ExpressibleByArgument {}
extension IndicatorChoice: ExpressibleByArgument {}
extension EncodingChoice: ExpressibleByArgument {}
extension TextChoice: ExpressibleByArgument {}
extension OptimizerChoice: ExpressibleByArgument {}
extension InitializationChoice: ExpressibleByArgument {}
extension NetworkOutputChoice: ExpressibleByArgument {}
extension Export.Form: ExpressibleByArgument {}
