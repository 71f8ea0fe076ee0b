namespace Gis.Ingest.Pipeline;

/// <summary>When the field is told yes. The product has one answer: after COMMIT. Tests have another, to show that they would notice.</summary>
internal abstract class AcknowledgePolicy
{
    public static readonly AcknowledgePolicy AfterCommit = new StoredThenAcknowledged();

    public abstract Task RunAsync(Func<Task> storeAsync, Func<Task> acknowledgeAsync);

    private sealed class StoredThenAcknowledged : AcknowledgePolicy
    {
        public override async Task RunAsync(Func<Task> storeAsync, Func<Task> acknowledgeAsync)
        {
            await storeAsync();
            await acknowledgeAsync();
        }
    }
}
