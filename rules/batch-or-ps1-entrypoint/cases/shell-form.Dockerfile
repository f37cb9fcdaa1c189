FROM golang:1.24
CMD run.cmd --fast
