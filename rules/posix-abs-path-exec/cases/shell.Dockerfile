FROM golang:1.24
CMD ["/bin/bash"]
