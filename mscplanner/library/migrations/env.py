"""What Alembic runs to bring a library up to date, within the transaction that the program began."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
