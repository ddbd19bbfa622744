#!/bin/sh
# security.sh, packed by flux, comments left out. To read it: sh THIS --unpack
echo mine
