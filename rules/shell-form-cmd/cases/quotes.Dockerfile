FROM golang:1.24
CMD go run . --greeting 'good morning'
