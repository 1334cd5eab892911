using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace WardRota.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SharingContext))]
    [Migration("20150601090000_Communities")]
    public sealed class Communities : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cop_search_text",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    stream = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    topics = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cop_search_text", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cop_record",
                columns: table => new
                {
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    stream = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    line = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cop_record", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "cop_record_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cop_record_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cop_snapshot",
                columns: table => new
                {
                    stream = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cop_snapshot", x => x.stream);
                });

            migrationBuilder.InsertData(
                table: "cop_record_head",
                columns: new[] { "id", "position" },
                columnTypes: new[] { "INTEGER", "INTEGER" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_cop_search_text_stream",
                table: "cop_search_text",
                column: "stream",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cop_record_stream_version",
                table: "cop_record",
                columns: new[] { "stream", "version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cop_search_text");

            migrationBuilder.DropTable(
                name: "cop_record");

            migrationBuilder.DropTable(
                name: "cop_record_head");

            migrationBuilder.DropTable(
                name: "cop_snapshot");
        }
    }
}
