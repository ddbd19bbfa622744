#!/bin/sh
echo by hand
