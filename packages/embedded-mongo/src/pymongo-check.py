"""What PyMongo, 3.11 or 4, sees of the store. Usage: pymongo-check.py <uri>. Ends with an error when anything differs."""

import datetime
import re
import sys

import pymongo
from bson import Int64, ObjectId
from bson.codec_options import CodecOptions
from bson.son import SON
from pymongo import InsertOne, MongoClient, ReplaceOne, UpdateOne
from pymongo.errors import BulkWriteError, DuplicateKeyError, OperationFailure

client = MongoClient(sys.argv[1], serverSelectionTimeoutMS=5000)
db = client["python"]
db.unitData.drop()
units = db.unitData

# Documents as apis-ccc writes them; numbers keep their types.
time = datetime.datetime(2026, 5, 14, 10, 15, 27)
rows = [
    {
        "_id": str(ObjectId()),
        "oesunit": {"communityId": "c", "clusterId": "k", "id": "E%03d" % (i % 3)},
        "time": time + datetime.timedelta(seconds=30 * (i // 3)),
        "datasetId": Int64(1747212345678 + 30000 * (i // 3)),
        "whole": 10.0,
        "int": 10,
    }
    for i in range(3000)
]
assert len(units.insert_many(rows).inserted_ids) == 3000
cluster = {"oesunit.communityId": "c", "oesunit.clusterId": "k"}
keys = [("oesunit.communityId", 1), ("oesunit.clusterId", 1), ("datasetId", 1)]
assert units.create_index(keys, background=True) == "oesunit.communityId_1_oesunit.clusterId_1_datasetId_1"
assert sorted(units.index_information()) == ["_id_", "oesunit.communityId_1_oesunit.clusterId_1_datasetId_1"]

latest = list(units.find(cluster, {"_id": 0}).sort("datasetId", -1).limit(3))
assert [row["datasetId"] for row in latest] == [1747212345678 + 30000 * 999] * 3
assert type(latest[0]["datasetId"]) is Int64 and type(latest[0]["whole"]) is float and type(latest[0]["int"]) is int
assert latest[0]["time"] == time + datetime.timedelta(seconds=30 * 999)
assert list(units.find(batch_size=500)) == rows
assert units.distinct("oesunit.id", cluster) == ["E000", "E001", "E002"]
assert units.count_documents({"time": {"$gte": time + datetime.timedelta(seconds=30 * 990)}}) == 30
assert units.estimated_document_count() == 3000
if pymongo.version.startswith("3."):
    assert units.count({"oesunit.id": "E001"}) == 1000
assert units.find(cluster).explain()["queryPlanner"]["winningPlan"]["stage"] == "FETCH"

pipeline = [
    {"$match": cluster},
    {"$sort": SON([("datasetId", -1)])},
    {"$limit": 1},
    {"$project": {"_id": 0, "datasetId": 1}},
]
assert list(units.aggregate(pipeline)) == [{"datasetId": 1747212345678 + 30000 * 999}]
hours = [{"$group": {"_id": {"$hour": {"$add": ["$time", 9 * 3600 * 1000]}}, "n": {"$sum": "$int"}}}, {"$sort": {"_id": 1}}]
assert [row["_id"] for row in units.aggregate(hours)] == sorted({(19 + i) % 24 for i in range(9)} | {3})

# Deals are replaced or inserted.
deals = db.deal
deals.drop()
deals.create_index("dealId", unique=True)
for version in range(3):
    before = deals.find_one_and_replace({"dealId": "d"}, {"dealId": "d", "version": version}, upsert=True)
assert before["version"] == 1 and deals.find_one()["version"] == 2 and type(before["_id"]) is ObjectId
try:
    deals.insert_one({"dealId": "d"})
    raise AssertionError("a duplicate was stored")
except DuplicateKeyError as error:
    assert error.details["keyValue"] == {"dealId": "d"}
result = deals.bulk_write([InsertOne({"dealId": "e"}), UpdateOne({"dealId": "e"}, {"$inc": {"n": 1.0}}), ReplaceOne({"dealId": "f"}, {"dealId": "f"}, upsert=True)])
assert (result.inserted_count, result.modified_count, result.upserted_count) == (1, 1, 1)
assert type(deals.find_one({"dealId": "e"})["n"]) is float
try:
    deals.bulk_write([InsertOne({"dealId": "g"}), InsertOne({"dealId": "d"}), InsertOne({"dealId": "h"})], ordered=False)
except BulkWriteError as error:
    assert error.details["nInserted"] == 2
assert deals.count_documents({"dealId": re.compile("^[GH]$", re.I)}) == 2
assert deals.update_many({}, {"$set": {"seen": None}}).modified_count == 5
assert deals.count_documents({"absent": None, "seen": None}) == 5
assert deals.delete_many({"dealId": {"$in": ["g", "h"]}}).deleted_count == 2

# Errors have MongoDB's codes.
for command, code in [({"shutdown": 1}, 59), ({"aggregate": "deal", "pipeline": [{"$out": "x"}], "cursor": {}}, 40324)]:
    try:
        db.command(command)
        raise AssertionError("not refused")
    except OperationFailure as error:
        assert error.code == code

# A change stream, also resumed.
with deals.watch(max_await_time_ms=100, full_document="updateLookup") as stream:
    assert stream.try_next() is None
    deals.insert_one({"dealId": "w"})
    deals.update_one({"dealId": "w"}, {"$set": {"n": 1}})
    first = next(stream)
    assert first["operationType"] == "insert" and first["fullDocument"]["dealId"] == "w"
    assert next(stream)["updateDescription"]["updatedFields"] == {"n": 1}
with deals.watch(resume_after=first["_id"]) as stream:
    assert next(stream)["operationType"] == "update"

# Journalled and unacknowledged writes; sessions.
db.get_collection("deal", write_concern=pymongo.WriteConcern(j=True)).insert_one({"dealId": "j"})
db.get_collection("deal", write_concern=pymongo.WriteConcern(w=0)).insert_one({"dealId": "k"})
with client.start_session() as session:
    assert deals.find_one({"dealId": "j"}, session=session)
aware = deals.with_options(codec_options=CodecOptions(tz_aware=True))
assert aware.find_one({"dealId": "j"})
assert set(db.list_collection_names()) == {"deal", "unitData"}
client.drop_database("python")
assert client.list_database_names() == []
client.close()
print("PyMongo", pymongo.version, "agrees")
