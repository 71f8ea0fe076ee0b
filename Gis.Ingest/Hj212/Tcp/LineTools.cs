using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Hj212.Tcp;

/// <summary>What every connection is given.</summary>
internal sealed record LineTools(
    Hj212TcpOptions Options, FieldTransport Transport, FieldInbox Inbox, DeviceDoor Door, SessionEnds Ends, LineBook Book, KeepBudget Strangers,
    IngestMetrics Metrics, TimeProvider Clock, ILogger Logger);
