using MailKit.Net.Smtp;
using MimeKit;

namespace CommunitiesOfPractice.Email;

/// <summary>Where digests are handed over: one for each time that it is looked whose are due.</summary>
internal abstract class Delivery : IAsyncDisposable
{
    public static Delivery Of(EmailDigestOptions options) =>
        options.Smtp is { } server ? new ToServer(server) : new ToFolder(options.Folder);

    /// <summary>Hands a message over. When this returns, it has arrived there.</summary>
    public abstract Task Deliver(MimeMessage message, CancellationToken cancel);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => default;

    /// <summary>
    /// A file for each message, named by its message id, so that a second handing over takes the place of the first. It has its
    /// name only once it is whole.
    /// </summary>
    private sealed class ToFolder(string folder) : Delivery
    {
        private static readonly FormatOptions Lines = Dos();

        public override async Task Deliver(MimeMessage message, CancellationToken cancel)
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, message.MessageId!.Split('@')[0] + ".eml");
            var part = file + ".part";
            await message.WriteToAsync(Lines, part, cancel).ConfigureAwait(false);
            File.Move(part, file, overwrite: true);
        }

        private static FormatOptions Dos()
        {
            var lines = FormatOptions.Default.Clone();
            lines.NewLineFormat = NewLineFormat.Dos;
            return lines;
        }
    }

    /// <summary>A mail server, over one connection.</summary>
    private sealed class ToServer(SmtpServer server) : Delivery
    {
        private readonly SmtpClient _client = new();

        public override async Task Deliver(MimeMessage message, CancellationToken cancel)
        {
            if (!_client.IsConnected)
            {
                await _client.ConnectAsync(server.Host, server.Port, server.Security, cancel).ConfigureAwait(false);
                if (server.User is { } user)
                    await _client.AuthenticateAsync(user, server.Password ?? "", cancel).ConfigureAwait(false);
            }

            await _client.SendAsync(message, cancel).ConfigureAwait(false);
        }

        public override async ValueTask DisposeAsync()
        {
            try
            {
                if (_client.IsConnected) await _client.DisconnectAsync(quit: true).ConfigureAwait(false);
            }
            finally
            {
                _client.Dispose();
            }
        }
    }
}
