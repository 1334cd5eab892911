using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace WardRota.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SharingContext))]
    [Migration("20151102090000_Notices")]
    public sealed class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cop_notice",
                columns: table => new
                {
                    person = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    notice = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    told = table.Column<long>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cop_notice", x => new { x.person, x.notice });
                });

            migrationBuilder.CreateTable(
                name: "cop_notice_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cop_notice_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cop_notice_preference",
                columns: table => new
                {
                    person = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: true),
                    seen = table.Column<long>(type: "INTEGER", nullable: true),
                    sent_for = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    sent = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cop_notice_preference", x => x.person);
                });

            migrationBuilder.CreateIndex(
                name: "IX_cop_notice_told",
                table: "cop_notice",
                column: "told");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cop_notice");

            migrationBuilder.DropTable(
                name: "cop_notice_head");

            migrationBuilder.DropTable(
                name: "cop_notice_preference");
        }
    }
}
