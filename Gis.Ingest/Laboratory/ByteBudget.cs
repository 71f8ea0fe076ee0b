using System.IO.Compression;

namespace Gis.Ingest.Laboratory;

/// <summary>How many bytes an archive may still unpack to, whatever it states: a small file can unpack to a very large one.</summary>
internal sealed class ByteBudget(long bytes)
{
    private long _left = bytes;

    /// <summary>The unpacked entry; reading beyond the budget throws <see cref="InvalidDataException"/>.</summary>
    public Stream Open(ZipArchiveEntry entry) => new Counted(entry.Open(), this);

    private void Spend(int bytes)
    {
        _left -= bytes;
        if (_left < 0)
        {
            throw new InvalidDataException("The archive unpacks to more than is accepted.");
        }
    }

    private sealed class Counted(Stream inner, ByteBudget budget) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            budget.Spend(read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
