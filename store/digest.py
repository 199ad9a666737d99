"""What "the same store" means: a digest of everything that imports and people put in, whatever their order.

Left out are the tables that tell of time and chance (import, supplement, job, audit, meta), the dictionary of the tokens (word: it may
keep words of texts that a longer one replaced), what is found later of the mentions (cascades; topics, which are those of earlier runs
as far as they can be), and every import_id and supplement_id.
"""

from store import cascades, labels, stories, topics
from store.connect import Store
from store.handling import STATUSES

LEFT_OUT = {"import", "supplement", "job", "audit", "meta", "word", "cascade_node", "topic_run", "topic", "topic_of", "view_topic", "view_topic_of"}
COLUMNS_LEFT_OUT = {"import_id", "supplement_id", "cascade_id", "topic_id"}
REPEATED = "nullif(list_sort(list_filter(tokens, lambda id, place: list_position(tokens, id) < place)), [])"


def digest(store: Store) -> dict[str, str]:
    """Rows and a checksum per table, and under `store` the checksum of them all; equal on every kind of store."""
    with store.cursor() as cursor:
        columns = cursor.execute(
            "SELECT table_name, list(column_name ORDER BY column_name) FROM information_schema.columns "
            "WHERE table_catalog = current_catalog() GROUP BY table_name ORDER BY table_name"
        ).fetchall()
        sums = {}
        for table, names in columns:
            if table in LEFT_OUT:
                continue
            told = ", ".join(f'"{name}"' for name in names if name not in COLUMNS_LEFT_OUT)
            count, low, high = cursor.execute(
                f"SELECT count(*), coalesce(sum(md5_number_lower(row)), 0), coalesce(sum(md5_number_upper(row)), 0) "
                f"FROM (SELECT CAST(to_json(row({told})) AS VARCHAR) AS row FROM {table})"
            ).fetchone()
            sums[table] = f"{count} {int(low) % 2**64:016x}{int(high) % 2**64:016x}"
        whole = cursor.execute("SELECT md5($all)", {"all": "\n".join(f"{t} {s}" for t, s in sums.items())}).fetchone()[
            0
        ]
    return {**sums, "store": whole}


def faults(store: Store) -> list[str]:
    """What contradicts itself in the store, a sentence each; an empty list is a sound store."""
    checks = {
        "mentions that stand twice": "SELECT count(*) - count(DISTINCT mention_id) FROM mention",
        "sightings without their mention": "SELECT count(*) FROM sighting WHERE mention_id NOT IN (SELECT mention_id FROM mention)",
        "mentions with a single sighting row": "SELECT count(*) FROM (SELECT 1 FROM sighting GROUP BY mention_id HAVING count(*) = 1)",
        "mentions of an import that is unknown or undone": "SELECT count(*) FROM mention WHERE import_id NOT IN (SELECT import_id FROM import WHERE undone_at IS NULL)",
        "sightings of an import that is unknown or undone": "SELECT count(*) FROM sighting WHERE import_id NOT IN (SELECT import_id FROM import WHERE undone_at IS NULL)",
        "imports whose sums do not agree": "SELECT count(*) FROM import WHERE read <> added + merged + rejected",
        "imports whose rejected rows are not all kept": "SELECT count(*) FROM import WHERE undone_at IS NULL AND rejected <> (SELECT count(*) FROM rejected WHERE rejected.import_id = import.import_id)",
        "words of mentions that are not in the dictionary": "SELECT count(*) FROM (SELECT DISTINCT unnest(tokens) AS id FROM mention) WHERE id NOT IN (SELECT id FROM word)",
        "mentions whose repeated words are not those of their tokens": f"SELECT count(*) FROM mention WHERE repeated IS DISTINCT FROM {REPEATED}",
        "words that stand twice in the dictionary": "SELECT count(*) - count(DISTINCT id) FROM word",
        "mentions whose sentiment is not the one that counts": f"SELECT count(*) FROM ({labels.WRONG})",
        "mentions whose story is not the one that counts": f"SELECT count(*) FROM ({stories.WRONG})",
        "texts that stand twice among the stories": "SELECT count(*) - count(DISTINCT text_id) FROM story",
        "mentions whose cascade is not the one that counts": f"SELECT count(*) FROM ({cascades.WRONG})",
        "mentions that are twice in a cascade": "SELECT count(mention_id) - count(DISTINCT mention_id) FROM cascade_node",
        "nodes without their parent in the cascade": "SELECT count(*) FROM cascade_node AS node LEFT JOIN cascade_node AS above ON node.above = above.place WHERE node.above IS NOT NULL AND above.cascade_id IS DISTINCT FROM node.cascade_id",
        "mentions whose topic is not the one that counts": f"SELECT count(*) FROM ({topics.WRONG})",
        "texts of two topics": "SELECT count(*) - count(DISTINCT text_id) FROM topic_of WHERE run = (SELECT max(run) FROM topic_run)",
        "topics of runs that there are not": "SELECT count(*) FROM topic WHERE run NOT IN (SELECT run FROM topic_run)",
        "entries of the ledger with a status that there is not": f"SELECT count(*) FROM handling WHERE status NOT IN {STATUSES}",
        "mentions of which the ledger says two things at one time": 'SELECT count(*) FROM (SELECT 1 FROM handling GROUP BY mention_id, "at" HAVING count(*) > 1)',
        "figures or hot searches of a file that is unknown or undone": "SELECT count(*) FROM (SELECT supplement_id FROM business UNION ALL SELECT supplement_id FROM hot_search) WHERE supplement_id IS NOT NULL AND supplement_id NOT IN (SELECT supplement_id FROM supplement WHERE undone_at IS NULL)",
        "files of which not all rows are kept": "SELECT count(*) FROM supplement WHERE undone_at IS NULL AND rows <> (SELECT count(*) FROM (SELECT supplement_id FROM business UNION ALL SELECT supplement_id FROM hot_search) AS kept WHERE kept.supplement_id = supplement.supplement_id)",
        "figures that a file says twice": "SELECT count(*) FROM (SELECT 1 FROM business GROUP BY supplement_id, date, brand, metric HAVING count(*) > 1)",
        "figures of one metric in several units": "SELECT count(*) FROM (SELECT 1 FROM business GROUP BY metric HAVING count(DISTINCT unit) > 1)",
        "mentions without a time": "SELECT count(*) FROM mention WHERE published_at IS NULL OR precision IS NULL",
    }
    with store.cursor() as cursor:
        counts = {name: cursor.execute(sql).fetchone()[0] for name, sql in checks.items()}
    return [f"{count} {name}" for name, count in counts.items() if count]
