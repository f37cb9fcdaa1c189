ARG BASE
FROM $BASE
SHELL ["cmd", "/S", "/C"]
